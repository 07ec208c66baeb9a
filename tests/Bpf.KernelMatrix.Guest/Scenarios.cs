using System.Diagnostics;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>All checks. The same list runs on the host and in every virtual machine.</summary>
internal sealed class Scenarios(string tracedPath)
{
    private const int Count = 100;

    /// <summary>The checks in order.</summary>
    public IEnumerable<Scenario> All =>
    [
        new("entry_counts_and_arguments", EntryCountsAndArguments),
        new("return_counts_and_value", ReturnCountsAndValue),
        new("library_function_by_name", LibraryFunctionByName),
        new("forced_single", ForcedSingle),
        new("nothing_fires_after_detach", NothingFiresAfterDetach),
        new("cookie", Cookie),
    ];

    private string EntryCountsAndArguments()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Rodata.Step = 3;
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"));
        int processId = RunTraced();

        Scenario.Equal(3UL * Count, skeleton.Bss.s_entries, "entries");
        Scenario.Equal((ulong)Count, skeleton.Maps.CallsByProcess[processId], "calls of the process");
        int index = 0;
        skeleton.Maps.Calls.Consume((in GuestProbes.Call call) =>
        {
            Scenario.Equal(processId, call.ProcessId, "process id in the record");
            Scenario.Equal(index, call.A, "first argument");
            Scenario.Equal(1000L * index, call.B, "second argument");
            index++;
        });
        Scenario.Equal(Count, index, "records");
        return ModeOf(link);
    }

    private string ReturnCountsAndValue()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnAddReturn.Attach(UprobeTarget.File(tracedPath, "add"));
        RunTraced();

        Scenario.Equal((ulong)Count, skeleton.Bss.s_returns, "returns");
        Scenario.Equal(1001L * (Count - 1), skeleton.Bss.s_lastResult, "return value");
        return ModeOf(link);
    }

    private string LibraryFunctionByName()
    {
        if (!Machine.IsGuest)
        {
            return "not on a host: it would probe every process";
        }

        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnMalloc.Attach();
        RunTraced();

        Scenario.Equal((ulong)Count, skeleton.Bss.s_mallocs, "mallocs of the marked size");
        return ModeOf(link);
    }

    private string ForcedSingle()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Programs.OnAdd.Mode = UprobeMode.Single;
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"));
        RunTraced();

        Scenario.Equal((ulong)Count, skeleton.Bss.s_entries, "entries");
        return ModeOf(link);
    }

    private string NothingFiresAfterDetach()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"));
        link.Detach();
        RunTraced();

        Scenario.Equal(0UL, skeleton.Bss.s_entries, "entries after Detach");
        return ModeOf(link);
    }

    private string Cookie()
    {
        UprobeOptions options = new() { Cookie = 0xC0FFEE };
        using (GuestProbesSkeleton plain = Open())
        {
            plain.Load();
            try
            {
                plain.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"), options);
            }
            catch (BpfUnsupportedException exception)
            {
                return $"refused: {exception.Message.ReplaceLineEndings(" | ")}";
            }
        }

        using GuestProbesSkeleton skeleton = Open();
        skeleton.Programs.OnAddCookie.AutoLoad = true;
        skeleton.Load();
        Link link = skeleton.Programs.OnAddCookie.Attach(UprobeTarget.File(tracedPath, "add"), options);
        RunTraced();
        Scenario.Equal(0xC0FFEEUL, skeleton.Bss.s_cookie, "cookie");
        return ModeOf(link);
    }

    private static GuestProbesSkeleton Open() => GuestProbesSkeleton.Open();

    /// <summary>The first word of a link's description is its mode.</summary>
    private static string ModeOf(Link link) => link.ToString()!.Split(' ')[0];

    private int RunTraced()
    {
        using Process traced = Process.Start(tracedPath, $"{Count}");
        int id = traced.Id;
        traced.WaitForExit();
        Scenario.Equal(0, traced.ExitCode, "exit code of the traced program");
        return id;
    }
}
