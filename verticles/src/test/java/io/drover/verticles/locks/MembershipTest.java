package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {
  private static Membership of(int members) {
    return new Membership("127.0.0.1", 5701, Collections.nCopies(members, "127.0.0.1:5701"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 0", "3, 3", "4, 3", "5, 5", "7, 7", "9, 7"})
  void agreesOnLocksFromThreeMembersOnAndWithAnOddNumber(int members, int seats) {
    assertThat(of(members).seats()).isEqualTo(seats);
  }

  @Test
  void makesObjectsOfKnownClassesOnly() {
    Config config = of(3).config(new Member("home/one", ""));
    JavaSerializationFilterConfig filter =
        config.getSerializationConfig().getJavaSerializationFilterConfig();
    ClassFilter known = filter.getWhitelist();

    assertThat(known.isListed("com.hazelcast.core.MemberLeftException")).isTrue();
    assertThat(known.isListed("java.lang.IllegalStateException")).isTrue();
    assertThat(known.isListed("javax.management.BadAttributeValueExpException")).isFalse();
    assertThat(known.isListed("com.sun.rowset.JdbcRowSetImpl")).isFalse();
    assertThat(known.isListed("org.apache.commons.collections.functors.InvokerTransformer"))
        .isFalse();
  }

  @Test
  void bindsOnlyTheNamedAddressAndLooksForNobodyElse() {
    Config config = of(3).config(new Member("home/one", ""));

    assertThat(config.getNetworkConfig().getInterfaces().getInterfaces())
        .containsExactly("127.0.0.1");
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    assertThat(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled()).isFalse();
    assertThat(config.getNetworkConfig().getJoin().getAutoDetectionConfig().isEnabled()).isFalse();
  }

  @Test
  void permitsLessLongThanALockOutlivesItsHolder() {
    Config config = of(3).config(new Member("home/one", ""));

    assertThat(config.getCPSubsystemConfig().getSessionTimeToLiveSeconds()).isEqualTo(6);
    assertThat(config.getCPSubsystemConfig().getMissingCPMemberAutoRemovalSeconds())
        .isGreaterThanOrEqualTo(6);
  }
}
