package io.drover.doubles.vpsie;

import static io.drover.doubles.vpsie.Form.empty;
import static io.drover.doubles.vpsie.Form.json;
import static io.drover.doubles.vpsie.Profile.APPS_V2;
import static io.drover.doubles.vpsie.Profile.DOCUMENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every address of both wire forms, and what a request to it looks like. */
final class Endpoints {
  private static final String CLUSTER = "/k8s/cluster/byId/{cluster}";
  private static final List<Endpoint> ALL = new ArrayList<>();

  /** An address that was met, with the values of its variable segments. */
  record Met(Endpoint endpoint, Map<String, String> values) {}

  static {
    document();
    applications();
    for (Profile profile : Profile.values()) clusters(profile);
  }

  private Endpoints() {}

  static Optional<Met> find(Request request) {
    for (Endpoint endpoint : ALL) {
      if (!endpoint.method().equals(request.method())) continue;
      Optional<Map<String, String>> values = endpoint.match(request.path());
      if (values.isPresent()) return Optional.of(new Met(endpoint, values.get()));
    }
    return Optional.empty();
  }

  private static void document() {
    Form pages = empty("page", "per_page");
    Form create =
        json("name", "hostname", "offering_id", "datacenter_id", "os_image_id")
            .and(
                "resourceIdentifier",
                "projectId",
                "ssh_key_ids",
                "password",
                "notes",
                "tags",
                "user_data");
    put(DOCUMENT, Operation.LOGIN, "POST /v2/auth/from/api", Form.form("clientId", "clientSecret"));
    put(DOCUMENT, Operation.LIST_SERVERS, "GET /v2/servers", pages);
    put(DOCUMENT, Operation.CREATE_SERVER, "POST /v2/servers", create);
    put(DOCUMENT, Operation.GET_SERVER, "GET /v2/servers/{id}", empty());
    put(DOCUMENT, Operation.DELETE_SERVER, "DELETE /v2/servers/{id}", empty());
    put(DOCUMENT, Operation.LIST_OFFERINGS, "GET /v2/offerings", pages);
    put(DOCUMENT, Operation.LIST_DATACENTERS, "GET /v2/datacenters", pages);
    put(DOCUMENT, Operation.LIST_IMAGES, "GET /v2/images", pages);
  }

  private static void applications() {
    Form create =
        json("resourceIdentifier", "osIdentifier", "dcIdentifier", "hostname", "projectId")
            .and(
                "notes",
                "backupEnabled",
                "addPublicIpV4",
                "addPublicIpV6",
                "addPrivateIp",
                "sshKeyIdentifier",
                "tags",
                "scriptIdentifier",
                "userData",
                "ssd",
                "processId");
    Form offerings =
        Form.form("dcIdentifier", "osIdentifier")
            .and("planCatIdentifier", "name", "description", "isCustom");
    put(APPS_V2, Operation.LOGIN, "POST /apps/v2/auth/from/api", json("clientId", "clientSecret"));
    String servers = "/api/v2/vm";
    put(APPS_V2, Operation.LIST_SERVERS, "GET " + servers, empty("offset", "limit", "projectId"));
    put(APPS_V2, Operation.CREATE_SERVER, "POST " + servers, create);
    put(
        APPS_V2,
        Operation.DELETE_SERVER,
        "DELETE " + servers,
        json("vmIdentifier", "deleteStatistic").and("password"));
    put(APPS_V2, Operation.ADD_TAGS, "POST " + servers + "/addtags", json("vmIdentifier", "tags"));
    put(APPS_V2, Operation.GET_SERVER_STATUS, "GET " + servers + "/status/{id}", empty());
    put(APPS_V2, Operation.GET_SERVER, "GET " + servers + "/{id}", empty());
    put(APPS_V2, Operation.LIST_PENDING_SERVERS, "GET /apps/v2/vm/pending", empty());
    put(APPS_V2, Operation.LIST_OFFERINGS, "POST /apps/v2/resources", offerings);
    Form pages = empty("offset", "limit");
    put(APPS_V2, Operation.LIST_DATACENTERS, "GET /apps/v2/datacenter", pages);
  }

  private static void clusters(Profile profile) {
    String base = profile == DOCUMENT ? "/v2" : "/apps/v2";
    String group = profile == DOCUMENT ? "/k8s/nodegroups" : "/k8s/cluster/add/group";
    Form add = json("clusterIdentifier", "groupName", "KubeSizeID");
    String node = CLUSTER + "/add/{nodeType}";
    String remove = CLUSTER + "/reduce/{nodeType}";
    put(profile, Operation.LIST_CLUSTERS, "GET " + base + "/k8s/cluster/all", empty());
    put(profile, Operation.GET_CLUSTER, "GET " + base + CLUSTER, empty());
    put(
        profile,
        Operation.LIST_CLUSTER_OFFERS,
        "POST " + base + "/k8s/offers",
        json("dcIdentifier"));
    put(
        profile,
        Operation.LIST_GROUPS,
        "GET " + base + "/k8s/node/groups/byClusterId/{cluster}",
        empty());
    put(profile, Operation.ADD_GROUP, "POST " + base + group, add);
    put(
        profile,
        Operation.DELETE_GROUP,
        "DELETE " + base + "/k8s/cluster/delete/group/{group}",
        json().and("deleteStatistic"));
    put(profile, Operation.ADD_NODE, "POST " + base + node, empty());
    put(profile, Operation.ADD_NODE, "POST " + base + node + "/group/{group}", empty());
    put(
        profile,
        Operation.DELETE_NODE,
        "DELETE " + base + CLUSTER + "/delete/slave",
        json("identifier"));
    put(profile, Operation.REDUCE_NODES, "DELETE " + base + remove, json("groupId"));
  }

  private static void put(Profile profile, Operation operation, String address, Form form) {
    int space = address.indexOf(' ');
    ALL.add(
        new Endpoint(
            profile, operation, address.substring(0, space), address.substring(space + 1), form));
  }
}
