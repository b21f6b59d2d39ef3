package io.drover.doubles.vpsie;

import static io.drover.doubles.vpsie.VpsieUnderTest.ACCOUNT;
import static io.drover.doubles.vpsie.VpsieUnderTest.data;
import static io.drover.doubles.vpsie.VpsieUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.doubles.cloud.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClustersTest {
  private final VpsieUnderTest test = new VpsieUnderTest();
  private final String cluster = test.api.openCluster(ACCOUNT, "Prod", "eu-west-1", 1).identifier();

  @ParameterizedTest
  @EnumSource
  void showsClustersAndTheirSizes(Profile profile) {
    JsonNode list = data(call(profile, "GET", "/k8s/cluster/all", ""));
    assertThat(list.at("/0/cluster_name").asText()).isEqualTo("Prod");
    assertThat(list.at("/0/managerCount").asInt()).isEqualTo(1);
    assertThat(list.at("/0/slaveCount").asInt()).isZero();
    String place = test.api.market().datacenter("eu-west-1").identifier();
    JsonNode offers =
        data(call(profile, "POST", "/k8s/offers", "{\"dcIdentifier\": \"" + place + "\"}"));
    assertThat(offers).hasSize(9);
    assertThat(offers.at("/2/id").asInt()).isEqualTo(103);
    assertThat(offers.at("/2/hourly_price").asDouble()).isEqualTo(0.03288);
  }

  @ParameterizedTest
  @EnumSource
  void refusesTwoGroupsOfOneSize(Profile profile) {
    String group = data(addGroup(profile, "workers", 103)).path("groupId").asText();
    assertThat(refused(addGroup(profile, "others", 103)).message())
        .isEqualTo("Group workers has same selected Size");
    assertThat(refused(addGroup(profile, "unknown", 999)).message()).isEqualTo("Size not found");

    JsonNode groups = data(call(profile, "GET", "/k8s/node/groups/byClusterId/" + cluster, ""));
    assertThat(groups).hasSize(1);
    assertThat(groups.at("/0/id").asText()).isEqualTo(group);
    assertThat(groups.at("/0/boxsize_id").asInt()).isEqualTo(103);
    assertThat(groups.at("/0/nodes_count").asInt(-1)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void addsANodeThatJoinsUnderANameOfTheCloudsChoice(Profile profile) {
    test.pace(Pace.standard().listing(Duration.ofSeconds(1)));
    String group = data(addGroup(profile, "workers", 103)).path("groupId").asText();

    JsonNode added = data(addNode(profile, group));

    String name = added.path("hostname").asText();
    assertThat(name).isEqualTo("prod-workers-1");
    assertThat(slaves(profile)).isEmpty();
    test.seconds(2);
    assertThat(slaves(profile)).containsExactly(name);
    assertThat(test.boot.booted).extracting(Machine::nodeName).containsExactly(name);
    assertThat(
            data(call(profile, "GET", "/k8s/node/groups/byClusterId/" + cluster, ""))
                .at("/0/nodes_count")
                .asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void canAnswerTrueWhenANodeIsAdded(Profile profile) {
    test.behave(Behaviour.standard().with(Quirk.ADD_NODE_ANSWERS_TRUE));
    String group = data(addGroup(profile, "workers", 103)).path("groupId").asText();
    assertThat(data(addNode(profile, group)).isBoolean()).isTrue();
    assertThat(slaves(profile)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void canMakeANodeByHalves(Profile profile) {
    String group = data(addGroup(profile, "workers", 103)).path("groupId").asText();
    test.trouble(Trouble.of(Trouble.Kind.STUCK, Operation.ADD_NODE).once());
    test.api.market().stock("103", "eu-west-1", 1);

    addNode(profile, group);
    test.seconds(60);

    assertThat(slaves(profile)).hasSize(1);
    assertThat(test.boot.booted).isEmpty();
    assertThat(refused(addNode(profile, group)).message()).contains("out of stock");
  }

  @ParameterizedTest
  @EnumSource
  void deletesTheChosenNode(Profile profile) {
    String group = data(addGroup(profile, "workers", 103)).path("groupId").asText();
    for (int i = 0; i < 3; i++) addNode(profile, group);
    String victim = test.api.servers().get(1).identifier();
    String path = "/k8s/cluster/byId/" + cluster + "/delete/slave";

    Reply reply = call(profile, "DELETE", path, "{\"identifier\": \"" + victim + "\"}");

    assertThat(reply.answer().status()).isEqualTo(200);
    test.seconds(2);
    assertThat(slaves(profile)).containsExactly("prod-workers-1", "prod-workers-3");
    assertThat(
            refused(call(profile, "DELETE", path, "{\"identifier\": \"" + victim + "\"}")).code())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void choosesTheVictimItselfWhenItReduces(Profile profile) {
    String group = data(addGroup(profile, "workers", 103)).path("groupId").asText();
    for (int i = 0; i < 2; i++) addNode(profile, group);
    String path = "/k8s/cluster/byId/" + cluster + "/reduce/slave";
    call(profile, "DELETE", path, "{\"groupId\": " + group + "}");
    test.seconds(2);
    assertThat(slaves(profile)).containsExactly("prod-workers-2");
  }

  @ParameterizedTest
  @EnumSource
  void deletesAGroupWithItsNodesAndFreesItsSize(Profile profile) {
    String group = data(addGroup(profile, "workers", 103)).path("groupId").asText();
    addNode(profile, group);
    call(profile, "DELETE", "/k8s/cluster/delete/group/" + group, "{}");
    test.seconds(2);
    assertThat(slaves(profile)).isEmpty();
    assertThat(addGroup(profile, "again", 103).answer().status()).isEqualTo(200);
    assertThat(test.api.witness().deviating()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void knowsNothingOfTheClustersOfOthers(Profile profile) {
    String other = test.api.openCluster("other", "theirs", "eu-west-1", 1).identifier();
    assertThat(refused(call(profile, "GET", "/k8s/cluster/byId/" + other, "")).code())
        .isEqualTo(404);
    assertThat(data(call(profile, "GET", "/k8s/cluster/all", ""))).hasSize(1);
    assertThat(refused(addNode(profile, "999")).message()).isEqualTo("Group not found");
  }

  private List<String> slaves(Profile profile) {
    List<String> names = new ArrayList<>();
    for (JsonNode node :
        data(call(profile, "GET", "/k8s/cluster/byId/" + cluster, "")).path("nodes")) {
      if (node.path("node_type").asInt() == 2) names.add(node.path("hostname").asText());
    }
    return names;
  }

  private Reply addGroup(Profile profile, String name, int size) {
    String path = profile == Profile.DOCUMENT ? "/k8s/nodegroups" : "/k8s/cluster/add/group";
    String body =
        "{\"clusterIdentifier\": \"%s\", \"groupName\": \"%s\", \"KubeSizeID\": %d}"
            .formatted(cluster, name, size);
    return call(profile, "POST", path, body);
  }

  private Reply addNode(Profile profile, String group) {
    String path = "/k8s/cluster/byId/" + cluster + "/add/slave/group/" + group;
    return call(profile, "POST", path, "");
  }

  private Reply call(Profile profile, String method, String address, String body) {
    return switch (profile) {
      case DOCUMENT -> test.document(method, address, body);
      case APPS_V2 -> test.apps(method, "/apps/v2" + address, body);
    };
  }
}
