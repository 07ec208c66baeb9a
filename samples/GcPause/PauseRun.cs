using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Bpf.Runtime;
using Spectre.Console;

namespace Samples;

/// <summary>One run: start or find the virtual machine, attach, collect the pauses, show them.</summary>
internal sealed class PauseRun : IDisposable
{
    private readonly RunOptions _options;
    private readonly GcPauseSkeleton _skeleton = GcPauseSkeleton.Open();
    private readonly SuspendedProcess? _child;
    private readonly List<GcPause.Pause> _pauses = [];
    private readonly string _link;

    private PauseRun(RunOptions options, string[] command, int? processId)
    {
        _options = options;
        try
        {
            UsdtTarget target;
            if (processId is { } running)
            {
                target = UsdtTarget.Process(running);
            }
            else
            {
                // The suspended process has not loaded libjvm.so yet, so its path is worked out from that of java.
                string library = JavaInstallation.FindLibrary(command[0]);
                _child = SuspendedProcess.Start(command[0], command.AsSpan(1));
                target = UsdtTarget.Process(_child.ProcessId, library);
            }

            _skeleton.Programs.OnBegin.Target = target;
            _skeleton.Programs.OnEnd.Target = target;
            _skeleton.LoadAndAttach();
            _link = $"{_skeleton.Links.OnBegin}";
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Traces a process, a command, or the workload.</summary>
    public static async Task<int> RunAsync(RunOptions options, string java, int collections, int? processId, CancellationToken cancellation)
    {
        string[] workload = [java, "-Xmx64m", Path.Combine(AppContext.BaseDirectory, "Workload.java"), collections.ToString(CultureInfo.InvariantCulture)];
        using PauseRun run = new(options, options.Command.Length > 0 ? options.Command : workload, processId);
        return await run.RunAsync(cancellation);
    }

    public void Dispose()
    {
        _skeleton.Dispose();
        _child?.Dispose();
    }

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource end = _options.StartClock(cancellation);
        Task reader = ReadAsync(end.Token);
        int exitCode = 0;
        if (_child is not null)
        {
            exitCode = await TracedCommand.RunAsync(_child, end.Token);
            await end.CancelAsync();
        }

        await reader;
        _skeleton.Detach();
        _skeleton.Maps.Pauses.Consume((in GcPause.Pause pause) => _pauses.Add(pause));
        Report(exitCode);
        return exitCode;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        // What is left at the end of the run is consumed after Detach.
        await foreach (GcPause.Pause pause in _skeleton.Maps.Pauses.ReadUntilCanceledAsync(cancellation))
        {
            _pauses.Add(pause);
        }
    }

    private void Report(int exitCode)
    {
        ulong[] buckets = new ulong[64];
        foreach (GcPause.Pause pause in _pauses)
        {
            buckets[BitOperations.Log2(pause.Nanoseconds | 1)]++;
        }

        Summary summary = new(
            _link, _skeleton.Bss.s_begins, _skeleton.Bss.s_ends, _pauses.Count, _pauses.Count(pause => pause.IsFull != 0),
            Total(_pauses), _skeleton.Bss.s_lost, buckets, exitCode);
        if (_options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(summary, SummaryJson.Default.Summary));
            return;
        }

        AnsiConsole.Write(DurationPlot.Draw("garbage collection pauses", buckets));
        Table table = new Table().AddColumns("kind", "pauses", "total", "longest");
        foreach (IGrouping<bool, GcPause.Pause> kind in _pauses.GroupBy(pause => pause.IsFull != 0))
        {
            table.AddRow(
                kind.Key ? "whole heap" : "part", $"{kind.Count():N0}", DurationPlot.Duration(Total(kind)),
                DurationPlot.Duration(kind.Max(pause => pause.Nanoseconds)));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(summary.Link);
    }

    private static ulong Total(IEnumerable<GcPause.Pause> pauses) => pauses.Aggregate(0UL, (sum, pause) => sum + pause.Nanoseconds);
}
