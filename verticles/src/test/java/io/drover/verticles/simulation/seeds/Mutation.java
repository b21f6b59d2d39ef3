package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.Token;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Bugs that Drover might have, each made by what stands between it and its ports. */
enum Mutation implements Bugs {
  /** The record is believed to be written, and is not. */
  SKIP_THE_INTENT {
    @Override
    public ServedCluster cluster(ServedCluster cluster) {
      return new Altered(cluster) {
        private long serial;

        @Override
        public Future<ClusterOutcome> perform(ClusterCommand command) {
          if (!(command instanceof ClusterCommand.CreateRecord create)) {
            return super.perform(command);
          }
          serial++;
          ManagedNodeFact.Identity identity =
              new ManagedNodeFact.Identity(
                  create.name(), "skipped-" + serial, "900000" + serial, Instant.EPOCH, false);
          ManagedNodeFact.Progress progress =
              new ManagedNodeFact.Progress(Phase.INTENDED, Instant.EPOCH, null, null, null, null);
          return Future.succeededFuture(
              new ClusterOutcome.Wrote(
                  new ManagedNodeFact(identity, create.purchase(), progress, Token.NONE)));
        }
      };
    }
  },

  /** Each machine is asked for by a key of its own call. */
  A_NEW_KEY_FOR_EACH_CALL {
    @Override
    public NodeProvider provider(NodeProvider provider) {
      return altered(
          provider,
          command ->
              command instanceof ProviderCommand.Create create
                  ? create(create, create.owner().intent() + "'" + Keys.next())
                  : command);
    }
  },

  /** The machine of one intent is asked for by the key of another. */
  REUSE_A_KEY {
    @Override
    public NodeProvider provider(NodeProvider provider) {
      String[] former = {""};
      return altered(
          provider,
          command -> {
            if (!(command instanceof ProviderCommand.Create create)) {
              return command;
            }
            String key = former[0].isEmpty() ? create.owner().intent() : former[0];
            former[0] = create.owner().intent();
            return create(create, key);
          });
    }
  },

  /** What could not be written is read again and written all the same, whoever owns it by then. */
  IGNORE_THE_FENCE {
    @Override
    public ServedCluster cluster(ServedCluster cluster) {
      return new Altered(cluster) {
        @Override
        public Future<ClusterOutcome> perform(ClusterCommand command) {
          Future<ClusterOutcome> written = super.perform(command);
          return command instanceof ClusterCommand.WriteRecord(ManagedNodeFact record)
              ? written.compose(outcome -> again(record, outcome))
              : written;
        }

        private Future<ClusterOutcome> again(ManagedNodeFact record, ClusterOutcome outcome) {
          return outcome instanceof ClusterOutcome.Conflict
                  || outcome instanceof ClusterOutcome.Unreachable
              ? look(record.identity().name()).transform(seen -> over(record, seen))
              : Future.succeededFuture(outcome);
        }

        private Future<ClusterOutcome> over(ManagedNodeFact record, AsyncResult<LiveView> seen) {
          return seen.succeeded()
              ? super.perform(Mutation.over(record, seen.result().record()))
                  .compose(outcome -> again(record, outcome))
              : again(record, new ClusterOutcome.Unreachable(""));
        }
      };
    }
  },

  /** A list is taken to show everything at once. */
  TRUST_A_STALE_LIST {
    @Override
    public NodeProvider provider(NodeProvider provider) {
      return new NodeProvider() {
        @Override
        public Capabilities capabilities() {
          Capabilities can = provider.capabilities();
          return new Capabilities(
              can.identity(), can.creation(), can.victimChosen(), Duration.ZERO);
        }

        @Override
        public Future<ProviderAnswer> perform(ProviderCommand command) {
          return provider.perform(command);
        }
      };
    }
  },

  /** The claim is held until somebody says that it is not. */
  IGNORE_THE_DEADLINE {
    @Override
    public Ownership ownership(Ownership ownership) {
      return new Ownership() {
        private @Nullable Claim last;

        @Override
        public Optional<Claim> current() {
          ownership.current().ifPresent(claim -> last = claim);
          return Optional.ofNullable(last);
        }

        @Override
        public void onChange(Runnable task) {
          ownership.onChange(task);
        }

        @Override
        public String holder() {
          return ownership.holder();
        }
      };
    }
  },

  /** It is acted on a phase while that is still being written. */
  ACT_BEFORE_THE_PHASE_IS_WRITTEN {
    @Override
    public ServedCluster cluster(ServedCluster cluster) {
      return new WritesBehind(cluster);
    }
  },

  /** A machine is deleted by what was known of its node when its drain ended. */
  DELETE_WITHOUT_A_FRESH_LOOK {
    @Override
    public ServedCluster cluster(ServedCluster cluster) {
      return new Altered(cluster) {
        @Override
        public Future<LiveView> look(String record) {
          return super.look(record).map(Mutation::asItWas);
        }
      };
    }
  },

  /** Machines of others are taken for those that were asked for. */
  ADOPT_ANYBODYS_MACHINE {
    @Override
    public NodeProvider provider(NodeProvider provider) {
      return new NodeProvider() {
        private @Nullable OwnerTag asked;

        @Override
        public Capabilities capabilities() {
          return provider.capabilities();
        }

        @Override
        public Future<ProviderAnswer> perform(ProviderCommand command) {
          if (command instanceof ProviderCommand.Create create) {
            asked = create.owner();
            return Future.succeededFuture(
                new ProviderAnswer.Created(
                    new Instance("other://legacy-1", "legacy-1", Instance.State.RUNNING, asked)));
          }
          return provider.perform(command);
        }
      };
    }
  },

  /** Records whose machine does not serve yet are not seen. */
  COUNT_NOT_WHAT_IS_IN_FLIGHT {
    @Override
    public ServedCluster cluster(ServedCluster cluster) {
      return new Altered(cluster) {
        @Override
        public Future<Void> open(Watcher watcher) {
          return super.open(
              new Watcher() {
                @Override
                public void changed(List<Delta> deltas) {
                  watcher.changed(deltas.stream().filter(delta -> !inFlight(delta)).toList());
                }

                @Override
                public void heartbeat(Instant sentAt) {
                  watcher.heartbeat(sentAt);
                }

                @Override
                public void watching(String broken) {
                  watcher.watching(broken);
                }
              });
        }

        @Override
        public Future<ClusterOutcome> perform(ClusterCommand command) {
          Future<ClusterOutcome> done = super.perform(command);
          return command instanceof ClusterCommand.CreateRecord
              ? done.map(any -> new ClusterOutcome.Done())
              : done;
        }
      };
    }
  },

  /** A node counts as empty as soon as it is cordoned. */
  FORGET_THE_DRAIN {
    @Override
    public ServedCluster cluster(ServedCluster cluster) {
      return new WithoutPodsOfDrains(cluster);
    }
  };

  /** Numbers the keys of this bug. */
  private static final class Keys {
    private static final AtomicLong LAST = new AtomicLong();

    static long next() {
      return LAST.incrementAndGet();
    }
  }

  private static boolean inFlight(Delta delta) {
    return delta instanceof Delta.Put(Fact fact)
        && fact instanceof ManagedNodeFact record
        && (record.phase() == Phase.INTENDED || record.phase() == Phase.PROVISIONED);
  }

  private static ClusterCommand over(ManagedNodeFact record, @Nullable ManagedNodeFact is) {
    return new ClusterCommand.WriteRecord(
        is == null
            ? record
            : new ManagedNodeFact(
                is.identity(), record.purchase(), record.progress(), record.writtenUnder()));
  }

  private static LiveView asItWas(LiveView seen) {
    ManagedNodeFact record = seen.record();
    return record != null && record.phase() == Phase.TERMINATING
        ? new LiveView(seen.readAt(), record, seen.group(), null, List.of(), seen.budgets())
        : seen;
  }

  private static ProviderCommand.Create create(ProviderCommand.Create create, String intent) {
    OwnerTag owner = create.owner();
    return new ProviderCommand.Create(
        new OwnerTag(owner.installation(), owner.clusterUid(), owner.group(), intent),
        create.name(),
        create.offering(),
        create.template(),
        create.size(),
        create.machine(),
        create.token());
  }

  private static NodeProvider altered(
      NodeProvider provider, UnaryOperator<ProviderCommand> change) {
    return new NodeProvider() {
      @Override
      public Capabilities capabilities() {
        return provider.capabilities();
      }

      @Override
      public Future<ProviderAnswer> perform(ProviderCommand command) {
        return provider.perform(change.apply(command));
      }
    };
  }
}
