package io.drover.daemon.config;

import io.drover.verticles.provider.vpsie.VpsieShape;

/** Reads what only an account at VPSie has. */
final class VpsieReader {
  static final String KIND = "vpsie";

  private VpsieReader() {}

  static VpsieConfig read(MappingReader in) {
    return new VpsieConfig(
        in.value("shape", Forms.oneOf(VpsieShape.class), VpsieShape.DOCUMENT),
        in.value("join", Forms.oneOf(VpsieConfig.Join.class), VpsieConfig.Join.USER_DATA),
        in.optionalSection("clientId", SecretReader::read),
        in.optionalSection("clientSecret", SecretReader::read),
        in.optionalSection("deletePassword", SecretReader::read),
        in.values("datacenters", Forms.TEXT),
        in.value("tls12", Forms.SWITCH, false),
        in.optional("trusted", Forms.PATH),
        in.entries("defaults", Forms.TEXT, Forms.ANY_TEXT),
        in.named("takenOver", Forms.HOST_NAME, (server, section) -> takenOver(section)));
  }

  private static VpsieConfig.TakenOver takenOver(MappingReader in) {
    return new VpsieConfig.TakenOver(
        in.required("cluster", KubernetesForms.NAME, ""),
        in.required("group", KubernetesForms.NAME, ""));
  }
}
