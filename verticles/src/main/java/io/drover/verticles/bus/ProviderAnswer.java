package io.drover.verticles.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.drover.rules.facts.OfferingFact;
import java.util.List;

/** What a provider says to a command. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ProviderAnswer.Offered.class, name = "offered"),
  @JsonSubTypes.Type(value = ProviderAnswer.Listed.class, name = "listed"),
  @JsonSubTypes.Type(value = ProviderAnswer.Sized.class, name = "sized"),
  @JsonSubTypes.Type(value = ProviderAnswer.Created.class, name = "created"),
  @JsonSubTypes.Type(value = ProviderAnswer.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = ProviderAnswer.Deleting.class, name = "deleting"),
  @JsonSubTypes.Type(value = ProviderAnswer.Failed.class, name = "failed")
})
public sealed interface ProviderAnswer {
  /** A page of offerings; an empty continuation ends the list. */
  record Offered(List<OfferingFact> offerings, String continuation) implements ProviderAnswer {
    public Offered {
      offerings = List.copyOf(offerings);
    }
  }

  /** A page of instances; an empty continuation ends the list. */
  record Listed(List<Instance> instances, String continuation) implements ProviderAnswer {
    public Listed {
      instances = List.copyOf(instances);
    }
  }

  /** The size a group is set to, now. */
  record Sized(int size) implements ProviderAnswer {}

  /** The machine of the intent; the same one however often it is asked for. */
  record Created(Instance instance) implements ProviderAnswer {}

  /** The machine will come under an id that is not known yet (identity ASSIGNED_LATER). */
  record Accepted() implements ProviderAnswer {}

  /** The machine goes or is gone. */
  record Deleting() implements ProviderAnswer {}

  /** It was not done, or nobody knows. */
  record Failed(ProviderFailure failure) implements ProviderAnswer {}
}
