// mistake: a perf event without frequency or period
using Bpf;

[BpfObject(License = "GPL")]
public static class Rate
{
    [PerfEvent(SoftwareEvent.CpuClock)] //!!
    public static int OnSample(PerfEventContext context) => 0;
}
