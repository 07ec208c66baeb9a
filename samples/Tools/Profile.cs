using System.CommandLine;
using Bpf;
using Bpf.Runtime;

namespace Samples.Tools;

/// <summary>The BPF side of profile: how often a stack was found on a CPU.</summary>
[BpfObject(License = "GPL")]
public static class Profile
{
    public struct Place
    {
        public int ProcessId;
        public int UserStack;
        public int KernelStack;
    }

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfStackTraceMap Stacks = new();

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfHashMap<Place, ulong> Counts = new();

    static ulong s_samples;

    [PerfEvent(SoftwareEvent.CpuClock, Frequency = 99)]
    public static void OnSample(PerfEventContext context)
    {
        int process = BpfHelpers.CurrentProcessId;
        if (process == 0)
        {
            return; // The idle loop of a CPU.
        }

        Interlocked.Increment(ref s_samples);
        Place place = new()
        {
            ProcessId = process,
            UserStack = (int)Stacks.Capture(context, BpfStackFlags.User),
            KernelStack = (int)Stacks.Capture(context, BpfStackFlags.Kernel),
        };
        if (!Counts.TryGetRef(place, out BpfRef<ulong> count))
        {
            Counts.Update(place, 0, BpfUpdateMode.Insert);
            if (!Counts.TryGetRef(place, out count))
            {
                return;
            }
        }

        Interlocked.Increment(ref count.Value);
    }
}

/// <summary>Shows where CPUs spend their time.</summary>
internal sealed class ProfileTool() : Tool("profile", "Sample the stacks of what runs on the CPUs, and count them.")
{
    private readonly Option<ulong> _frequency = new("--frequency") { Description = "Samples per second.", DefaultValueFactory = _ => 99 };

    protected override Option[] Options => [_frequency];

    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using ProfileSkeleton skeleton = ProfileSkeleton.Open();
        skeleton.Load();
        int? process = run.ProcessId == 0 ? null : run.ProcessId;
        using PerfSamplingLink link = skeleton.Programs.OnSample.Attach(new PerfEventOptions { ProcessId = process, Frequency = result.GetValue(_frequency) });
        using StackNames names = new(skeleton.Maps.Stacks);
        await run.WaitAsync(() => names.Remember(run.ProcessId, skeleton.Maps.Counts.Select(entry => entry.Key.ProcessId)));
        link.Detach();
        ToolTable table = run.Table(("pid", 8), ("samples", 8), ("stack", -1));
        foreach ((Profile.Place place, ulong count) in skeleton.Maps.Counts.OrderByDescending(entry => entry.Value))
        {
            table.Add(place.ProcessId, count, names.Fold(place.ProcessId, place.UserStack, place.KernelStack));
        }

        run.Report("samples", skeleton.Bss.s_samples);
    }
}
