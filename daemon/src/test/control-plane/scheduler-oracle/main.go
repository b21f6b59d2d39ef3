// Oracle answers, for a cluster and pending pods given as one line of JSON, what the default filters
// of kube-scheduler say of each node. One line in, one line out, until the input ends.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"

	v1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/tools/cache"
	"k8s.io/klog/v2"
	fwk "k8s.io/kube-scheduler/framework"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/storage/install"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/apis/config/latest"
	schedulercache "k8s.io/kubernetes/pkg/scheduler/backend/cache"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/nodeaffinity"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/nodevolumelimits"
	frameworkruntime "k8s.io/kubernetes/pkg/scheduler/framework/runtime"
	"k8s.io/kubernetes/pkg/scheduler/metrics"
)

// Case is a cluster and the pods to be judged in it.
type Case struct {
	Nodes          []*v1.Node                  `json:"nodes"`
	Pods           []*v1.Pod                   `json:"pods"`
	Namespaces     []*v1.Namespace             `json:"namespaces"`
	Claims         []*v1.PersistentVolumeClaim `json:"claims"`
	Volumes        []*v1.PersistentVolume      `json:"volumes"`
	StorageClasses []*storagev1.StorageClass   `json:"storageClasses"`
	CSINodes       []*storagev1.CSINode        `json:"csiNodes"`
	CSIDrivers     []*storagev1.CSIDriver      `json:"csiDrivers"`
	Pending        []*v1.Pod                   `json:"pending"`
}

// Verdict is what the filters say of one pod. An error is a fault of the case, not a refusal.
type Verdict struct {
	Pod   string             `json:"pod"`
	Nodes map[string]Refusal `json:"nodes"`
	Error string             `json:"error,omitempty"`
}

// Refusal is empty where the pod fits. Also names the filters that would refuse the pod if those
// before them did not; of a refusal before the filters (PreFilter) that is not known, and Sole and
// Also are empty.
type Refusal struct {
	Plugin  string   `json:"plugin,omitempty"`
	Reasons []string `json:"reasons,omitempty"`
	Sole    bool     `json:"sole,omitempty"`
	Also    []string `json:"also,omitempty"`
}

// swapped lets the plugins, which keep the lister they were made with, see each case's snapshot.
type swapped struct{ *schedulercache.Snapshot }

// nobody nominates no pods.
type nobody struct{}

func (nobody) AddNominatedPod(klog.Logger, fwk.PodInfo, *fwk.NominatingInfo) {}
func (nobody) DeleteNominatedPodIfExists(*v1.Pod)                            {}
func (nobody) UpdateNominatedPod(klog.Logger, *v1.Pod, fwk.PodInfo)          {}
func (nobody) NominatedPodsForNode(string) []fwk.PodInfo                     { return nil }

type judge struct {
	ctx      context.Context
	factory  informers.SharedInformerFactory
	snapshot *swapped
	fwk      framework.Framework
}

func newJudge(ctx context.Context) (*judge, error) {
	metrics.InitMetrics()
	cfg, err := latest.Default()
	if err != nil {
		return nil, err
	}
	profile := cfg.Profiles[0]
	without(&profile.Plugins.MultiPoint, "DynamicResources")
	factory := informers.NewSharedInformerFactory(nil, 0)
	snapshot := &swapped{schedulercache.NewEmptySnapshot()}
	made, err := frameworkruntime.NewFramework(ctx, plugins.NewInTreeRegistry(), &profile,
		frameworkruntime.WithInformerFactory(factory),
		frameworkruntime.WithSnapshotSharedLister(snapshot),
		frameworkruntime.WithSharedCSIManager(
			nodevolumelimits.NewCSIManager(factory.Storage().V1().CSINodes().Lister())),
		frameworkruntime.WithPodNominator(nobody{}),
		frameworkruntime.WithParallelism(1))
	if err != nil {
		return nil, err
	}
	return &judge{ctx, factory, snapshot, made}, nil
}

// without takes out the plugin for device claims, which are not part of any case.
func without(set *config.PluginSet, name string) {
	var kept []config.Plugin
	for _, plugin := range set.Enabled {
		if plugin.Name != name {
			kept = append(kept, plugin)
		}
	}
	set.Enabled = kept
}

func fill[T runtime.Object](informer cache.SharedIndexInformer, objects []T) error {
	all := make([]any, 0, len(objects))
	for _, object := range objects {
		legacyscheme.Scheme.Default(object)
		all = append(all, object)
	}
	return informer.GetIndexer().Replace(all, "")
}

func (j *judge) load(c *Case) error {
	known := map[string]bool{}
	for _, node := range c.Nodes {
		legacyscheme.Scheme.Default(node)
		known[node.Name] = true
	}
	var placed []*v1.Pod
	for _, pod := range c.Pods {
		legacyscheme.Scheme.Default(pod)
		if known[pod.Spec.NodeName] && pod.Status.Phase != v1.PodSucceeded && pod.Status.Phase != v1.PodFailed {
			placed = append(placed, pod)
		}
	}
	core, storage := j.factory.Core().V1(), j.factory.Storage().V1()
	for _, err := range []error{
		fill(core.Nodes().Informer(), c.Nodes),
		fill(core.Pods().Informer(), c.Pods),
		fill(core.Namespaces().Informer(), c.Namespaces),
		fill(core.PersistentVolumeClaims().Informer(), c.Claims),
		fill(core.PersistentVolumes().Informer(), c.Volumes),
		fill(storage.StorageClasses().Informer(), c.StorageClasses),
		fill(storage.CSINodes().Informer(), c.CSINodes),
		fill(storage.CSIDrivers().Informer(), c.CSIDrivers),
	} {
		if err != nil {
			return err
		}
	}
	j.snapshot.Snapshot = schedulercache.NewSnapshot(placed, c.Nodes)
	return nil
}

func (j *judge) judge(pod *v1.Pod) Verdict {
	legacyscheme.Scheme.Default(pod)
	verdict := Verdict{Pod: pod.Namespace + "/" + pod.Name, Nodes: map[string]Refusal{}}
	infos, err := j.snapshot.NodeInfos().List()
	if err != nil {
		verdict.Error = err.Error()
		return verdict
	}
	state := framework.NewCycleState()
	result, status, _ := j.fwk.RunPreFilterPlugins(j.ctx, state, pod)
	if status.Code() == fwk.Error {
		verdict.Error = status.Message()
		return verdict
	}
	for _, info := range infos {
		var refusal Refusal
		if !status.IsSuccess() {
			refusal = refusalOf(status)
		} else if refusal, err = j.filter(state, pod, info, result); err != nil {
			verdict.Error = err.Error()
			return verdict
		}
		verdict.Nodes[info.Node().Name] = refusal
	}
	return verdict
}

// filter asks the filters of one node again and again, each time without those that have refused
// before, so that all who refuse are known.
func (j *judge) filter(state fwk.CycleState, pod *v1.Pod, info fwk.NodeInfo, among *fwk.PreFilterResult) (Refusal, error) {
	skipped := state.GetSkipFilterPlugins()
	defer state.SetSkipFilterPlugins(skipped)
	var first Refusal
	without := skipped.Clone()
	if !among.AllNodes() && !among.NodeNames.Has(info.Node().Name) {
		// Only NodeAffinity narrows the nodes. The scheduler itself has one text for all it left out.
		first = Refusal{Plugin: nodeaffinity.Name, Reasons: []string{nodeaffinity.ErrReasonPod}}
		without.Insert(nodeaffinity.Name)
	}
	for {
		state.SetSkipFilterPlugins(without)
		said := j.fwk.RunFilterPluginsWithNominatedPods(j.ctx, state, pod, info)
		if said.Code() == fwk.Error && first.Plugin == "" {
			return Refusal{}, said.AsError()
		}
		if said.IsSuccess() || said.Code() == fwk.Error {
			first.Sole = said.IsSuccess() && first.Plugin != "" && len(first.Also) == 0
			return first, nil
		}
		if first.Plugin == "" {
			first = refusalOf(said)
		} else {
			first.Also = append(first.Also, said.Plugin())
		}
		without = without.Clone().Insert(said.Plugin())
	}
}

func refusalOf(status *fwk.Status) Refusal {
	reasons := append([]string(nil), status.Reasons()...)
	sort.Strings(reasons)
	return Refusal{Plugin: status.Plugin(), Reasons: reasons}
}

func (j *judge) answer(line []byte) ([]Verdict, error) {
	var c Case
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	if err := j.load(&c); err != nil {
		return nil, err
	}
	verdicts := make([]Verdict, 0, len(c.Pending))
	for _, pod := range c.Pending {
		verdicts = append(verdicts, j.judge(pod))
	}
	return verdicts, nil
}

func serve(in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	judge, err := newJudge(ctx)
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(in, 1<<20)
	encoder := json.NewEncoder(out)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF && len(line) == 0 {
			return nil
		}
		if err != nil && err != io.EOF {
			return err
		}
		verdicts, err := judge.answer(line)
		if err != nil {
			return err
		}
		if err := encoder.Encode(verdicts); err != nil {
			return err
		}
	}
}

func main() {
	klog.SetLogger(klog.Logger{})
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}
