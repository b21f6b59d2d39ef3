package io.drover.recorded;

/** A pod as an API server writes it, in pieces to be put together. */
final class PodForms {
  /** Namespace, owner, app, number, owner reference, containers, node, more of the spec, status. */
  static final String POD =
      """
      {"metadata":{"name":"@name@","generateName":"%2$s-","namespace":"%1$s","uid":"@uid@",
       "resourceVersion":"@version@","creationTimestamp":"2026-11-19T@minute@:00Z",
       "labels":{"app":"%3$s","app.kubernetes.io/name":"%3$s","app.kubernetes.io/part-of":"shop",
        "app.kubernetes.io/managed-by":"Helm","team":"%1$s","pod-template-hash":"h%4$d"},
       "annotations":{"prometheus.io/scrape":"true","prometheus.io/port":"9090",
        "checksum/config":"8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa%4$d"},
       "ownerReferences":[%5$s],
       "managedFields":[
        {"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1",
         "time":"2026-11-19T08:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{
          "f:annotations":{".":{},"f:checksum/config":{},"f:prometheus.io/port":{}},
          "f:generateName":{},"f:labels":{".":{},"f:app":{},"f:team":{},"f:pod-template-hash":{}},
          "f:ownerReferences":{".":{},"k:{\\"uid\\":\\"@uid@\\"}":{}}},
          "f:spec":{"f:containers":{"k:{\\"name\\":\\"c0\\"}":{".":{},"f:env":{".":{}},
           "f:image":{},"f:name":{},"f:resources":{".":{},"f:limits":{},"f:requests":{}}}},
           "f:dnsPolicy":{},"f:enableServiceLinks":{},"f:restartPolicy":{},"f:schedulerName":{},
           "f:securityContext":{},"f:terminationGracePeriodSeconds":{}}}},
        {"manager":"kubelet","operation":"Update","apiVersion":"v1","time":"2026-11-19T08:01:00Z",
         "fieldsType":"FieldsV1","subresource":"status","fieldsV1":{"f:status":{"f:conditions":{
          "k:{\\"type\\":\\"ContainersReady\\"}":{".":{},"f:lastProbeTime":{},"f:status":{}},
          "k:{\\"type\\":\\"Ready\\"}":{".":{},"f:lastProbeTime":{},"f:status":{},"f:type":{}}},
          "f:containerStatuses":{},"f:hostIP":{},"f:phase":{},"f:podIP":{},"f:startTime":{}}}}]},
       "spec":{
        "volumes":[
         {"name":"config","configMap":{"name":"%3$s","defaultMode":420}},
         {"name":"kube-api-access","projected":{"defaultMode":420,"sources":[
          {"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},
          {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},
          {"downwardAPI":{"items":[{"path":"namespace",
           "fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}]}}],
        "containers":[%6$s],%7$s%8$s
        "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst",
        "serviceAccountName":"%3$s","serviceAccount":"%3$s","securityContext":{"fsGroup":1000},
        "schedulerName":"default-scheduler","priority":0,"enableServiceLinks":true,
        "preemptionPolicy":"PreemptLowerPriority",
        "tolerations":[
         {"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute",
          "tolerationSeconds":300},
         {"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute",
          "tolerationSeconds":300}]},
       "status":%9$s}
      """;

  /** Number, app, cpu, memory. */
  static final String CONTAINER =
      """
      {"name":"c%1$d","image":"registry.example.com/shop/%2$s:1.27.%1$d",
       "args":["--config=/etc/config/%2$s.yaml"],
       "ports":[{"name":"http","containerPort":808%1$d,"protocol":"TCP"}],
       "env":[{"name":"POD_NAME","valueFrom":{"fieldRef":{"apiVersion":"v1",
         "fieldPath":"metadata.name"}}},{"name":"LOG_LEVEL","value":"info"}],
       "resources":{"limits":{"memory":"%4$s"},"requests":{"cpu":"%3$s","memory":"%4$s"}},
       "volumeMounts":[{"name":"config","readOnly":true,"mountPath":"/etc/config"},
        {"name":"kube-api-access","readOnly":true,
         "mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],
       "livenessProbe":{"httpGet":{"path":"/healthz","port":"http","scheme":"HTTP"},
        "timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
       "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File",
       "imagePullPolicy":"IfNotPresent","securityContext":{"runAsNonRoot":true}}""";

  /** Number, app. */
  static final String CONTAINER_STATUS =
      """
      {"name":"c%1$d","state":{"running":{"startedAt":"2026-11-19T08:01:00Z"}},"lastState":{},
       "ready":true,"restartCount":0,"image":"registry.example.com/shop/%2$s:1.27.%1$d",
       "imageID":"registry.example.com/shop/%2$s@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
       "containerID":"containerd://2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
       "started":true}""";

  /** Kind, name, uid. */
  static final String OWNER =
      """
      {"apiVersion":"apps/v1","kind":"%s","name":"%s","uid":"%s","controller":true,
       "blockOwnerDeletion":true}""";

  /** Container statuses. */
  static final String RUNNING =
      """
      {"phase":"Running","conditions":[
        {"type":"PodReadyToStartContainers","status":"True","lastProbeTime":null,
         "lastTransitionTime":"2026-11-19T08:01:00Z"},
        {"type":"Initialized","status":"True","lastProbeTime":null,
         "lastTransitionTime":"2026-11-19T08:00:30Z"},
        {"type":"Ready","status":"True","lastProbeTime":null,
         "lastTransitionTime":"2026-11-19T08:01:00Z"},
        {"type":"ContainersReady","status":"True","lastProbeTime":null,
         "lastTransitionTime":"2026-11-19T08:01:00Z"},
        {"type":"PodScheduled","status":"True","lastProbeTime":null,
         "lastTransitionTime":"2026-11-19T08:00:30Z"}],
       "hostIP":"10.1.2.3","hostIPs":[{"ip":"10.1.2.3"}],"podIP":"@ip@","podIPs":[{"ip":"@ip@"}],
       "startTime":"2026-11-19T08:00:30Z","containerStatuses":[%s],"qosClass":"Burstable"}""";

  static final String UNSCHEDULABLE =
      """
      {"phase":"Pending","conditions":[
        {"type":"PodScheduled","status":"False","reason":"Unschedulable","lastProbeTime":null,
         "lastTransitionTime":"2026-11-20T08:00:00Z",
         "message":"0/10000 nodes are available: 10000 node(s) didn't match Pod's node affinity."}],
       "qosClass":"Burstable"}""";

  private PodForms() {}
}
