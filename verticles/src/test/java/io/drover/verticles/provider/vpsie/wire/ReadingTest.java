package io.drover.verticles.provider.vpsie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.Json;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingTest {
  private static final Profile DOCUMENT = new DocumentProfile();
  private static final Profile APPS = new AppsV2Profile();
  private static final String PAGES =
      ",\"pagination\":{\"total\":1,\"current_page\":1,\"total_pages\":1}";

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (Exception broken) {
      throw new AssertionError(text, broken);
    }
  }

  private static Server server(String fields) {
    JsonNode answer =
        json("{'error':false,'total':1,'data':[{'id':1,'identifier':'x'%s}]}".formatted(fields));
    return APPS.readServers(answer, 0).items().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'status':'running'                          | RUNNING",
        "'status':'Active'                           | RUNNING",
        "'status':'provisioning'                     | PENDING",
        "'status':'stopped'                          | PENDING",
        "'status':'suspended'                        | PENDING",
        "'status':'deleting'                         | TERMINATING",
        "'status':'deleted'                          | OFF",
        "'status':'on holiday'                       | PENDING",
        "'nothing':1                                 | PENDING",
        "'power':1                                   | RUNNING",
        "'power':1,'is_active':0                     | PENDING",
        "'power':0,'is_active':1                     | PENDING",
        "'power':1,'state':'New York'                | RUNNING",
        "'power':0,'state':'running'                 | RUNNING",
        "'power':1,'is_suspended':1                  | PENDING",
        "'power':1,'is_deleted':1                    | OFF",
        "'power':1,'is_terminated':1                 | TERMINATING",
        "'power':0,'is_terminated':1                 | OFF",
        "'power':'1','is_deleted':'0'                | RUNNING",
        "'power':true,'is_deleted':false             | RUNNING",
      },
      quoteCharacter = '#')
  void takesAServerForGoneOnlyWhenVpsieSaysSo(String fields, Instance.State state) {
    assertThat(server("," + fields).state()).isEqualTo(state);
  }

  @Test
  void readsTimesInBothForms() {
    assertThat(server(",'created_on':'2026-03-01T12:00:00Z'").createdOn())
        .isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(server(",'created_on':'2026-03-01 12:00:00'").createdOn())
        .isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(server(",'created_on':'yesterday'").createdOn()).isNull();
  }

  @Test
  void readsTagsAsTextsAndWithinObjects() {
    JsonNode answer =
        json(
            """
            {'error':false,'data':{'vmData':{'id':1,'identifier':'x','hostname':'general-a'},
             'vmTags':['one',{'id':7,'tag':'two'}]}}
            """);

    assertThat(APPS.readServer(answer).tags()).hasValue(List.of("one", "two"));
  }

  @Test
  void findsItsWayThroughPages() {
    JsonNode second = json("{'data':[],'pagination':{'total':5,'current_page':2,'total_pages':3}}");

    assertThat(DOCUMENT.readServers(second, 2).next()).isEqualTo(OptionalInt.of(3));
    JsonNode some = json("{'data':[{'identifier':'x'},{'identifier':'y'}],'total':5}");
    assertThat(APPS.readServers(some, 2).next()).isEqualTo(OptionalInt.of(4));
    assertThat(APPS.readServers(some, 3).next()).isEmpty();
  }

  static Stream<Arguments> answers() {
    String paged = "{'error':false,'data':[%s]" + PAGES + ",'total':1}";
    String server = "{'id':1,'identifier':'x'}";
    String plan = "{'id':'p','cpu':1,'ram':2048,'disk':40,'price':7.3}";
    String resource = "{'identifier':'p','cpu':1,'ram':2048,'ssd':40,'price':7.3}";
    String group = "{'id':1,'group_name':'g','boxsize_id':7,'nodes_count':2}";
    Kubernetes kubernetes = DOCUMENT.kubernetes();
    return Stream.of(
        of(paged.formatted(server), json -> DOCUMENT.readServers(json, 1), "GET /servers"),
        of(paged.formatted(plan), json -> DOCUMENT.readPlans(json, "", 1), "GET /offerings"),
        of("{'data':[{'id':'d'}]}", json -> DOCUMENT.readDatacenters(json, 1), "GET /datacenters"),
        of(
            "{'data':{'id':1,'identifier':'x','tags':[]}}",
            DOCUMENT::readServer,
            "GET /servers/{id}"),
        of(
            "{'data':[{'identifier':'x'}],'total':1}",
            json -> APPS.readServers(json, 0),
            "GET /api/v2/vm"),
        of(
            "{'data':{'vmData':{'identifier':'x'},'vmTags':[]}}",
            APPS::readServer,
            "GET /api/v2/vm/{identifier}"),
        of(
            "{'data':[" + resource + "]}",
            json -> APPS.readPlans(json, "dc", 0),
            "POST /apps/v2/resources"),
        of(
            "{'data':[{'identifier':'d'}],'total':1}",
            json -> APPS.readDatacenters(json, 0),
            "GET /apps/v2/datacenter"),
        of(
            "{'data':[" + group + "]}",
            kubernetes::readGroups,
            "GET /k8s/node/groups/byClusterId/{id}"),
        of(
            "{'data':{'nodes':[{'identifier':'n','node_type':'slave'}]}}",
            kubernetes::readNodes,
            "GET /k8s/cluster/byId/{id}"),
        of(
            "{'data':[" + plan + "]}",
            json -> kubernetes.readPlans(json, "dc", 0),
            "POST /k8s/offers"));
  }

  private static Arguments of(String answer, Function<JsonNode, Object> reading, String endpoint) {
    return Arguments.of(answer, reading, endpoint);
  }

  /** Each answer has only what is needed, and a field that is not known. */
  @ParameterizedTest
  @MethodSource("answers")
  void namesEndpointAndFieldOfWhateverIsMissing(
      String answer, Function<JsonNode, Object> reading, String endpoint) {
    ObjectNode whole = (ObjectNode) json(answer);
    whole.put("brand_new", 1);
    assertThat(reading.apply(whole)).isNotNull();

    for (String pointer : fields("", whole)) {
      String name = pointer.substring(pointer.lastIndexOf('/') + 1);
      if (List.of("error", "brand_new").contains(name) || unneeded(endpoint, name)) {
        continue;
      }
      ObjectNode lacking = whole.deepCopy();
      int end = pointer.lastIndexOf('/');
      ((ObjectNode) lacking.at(pointer.substring(0, end))).remove(name);
      assertThatIllegalArgumentException()
          .as(pointer)
          .isThrownBy(() -> reading.apply(lacking))
          .withMessageContaining("the answer to " + endpoint + " has no usable field")
          .withMessageContaining(name);
    }
  }

  /** One text serves both shapes; the document's totals are in its pagination. */
  private static boolean unneeded(String endpoint, String name) {
    boolean inBoth = name.equals("total") && endpoint.matches("GET /(servers|offerings)");
    return inBoth || (name.equals("id") && endpoint.equals("GET /servers/{id}"));
  }

  private static List<String> fields(String at, JsonNode node) {
    if (node.isArray()) {
      return node.isEmpty() ? List.of() : fields(at + "/0", node.get(0));
    }
    return node.properties().stream()
        .flatMap(
            entry -> {
              String pointer = at + "/" + entry.getKey();
              return Stream.concat(Stream.of(pointer), fields(pointer, entry.getValue()).stream());
            })
        .toList();
  }
}
