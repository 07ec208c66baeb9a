using System.Text.Json;
using Bpf.Runtime;

namespace Samples;

/// <summary>One run of the tool: load, attach, show until the end, sum up.</summary>
internal sealed class TraceSession : IDisposable
{
    private readonly Options _options;
    private readonly MallocTopSkeleton _skeleton;
    private readonly SuspendedProcess? _child;
    private readonly Link _link;
    private ulong _events;

    private TraceSession(Options options)
    {
        _options = options;
        _skeleton = MallocTopSkeleton.Open();
        try
        {
            _skeleton.Rodata.Threshold = options.LargeBytes;
            if (options.Single)
            {
                _skeleton.Programs.OnMalloc.Mode = ProbeMode.Single;
            }

            _child = options.Run.Command is [var command, .. var arguments] ? SuspendedProcess.Start(command, arguments) : null;
            _skeleton.Programs.OnMalloc.Target = UprobeTarget.Process(_child?.ProcessId ?? options.ProcessId ?? Environment.ProcessId);
            _skeleton.Load();
            _link = _skeleton.Programs.OnMalloc.Attach();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs the tool and gives its exit code: the command's, or 0.</summary>
    public static async Task<int> RunAsync(Options options, CancellationToken cancellation)
    {
        using TraceSession session = new(options);
        return await session.RunAsync(cancellation);
    }

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource end = _options.Run.StartClock(cancellation);
        TopView? view = _options.Run.Json ? null : new TopView(_skeleton);
        Task reader = ReadEventsAsync(view, end.Token);
        Task<int> traced = StartTraced(end);
        if (view is not null)
        {
            await view.ShowAsync(end.Token);
        }

        int exitCode = await traced;
        await end.CancelAsync();
        await reader;
        _skeleton.Detach();
        _events += (ulong)_skeleton.Maps.Large.Consume((in MallocTop.Allocation allocation) => view?.Add(allocation));
        Report();
        return exitCode;
    }

    private async Task<int> StartTraced(CancellationTokenSource end)
    {
        if (_child is null)
        {
            if (_options.ProcessId is null)
            {
                await Task.Run(() => Workload.Run(end.Token), CancellationToken.None);
            }
            else
            {
                await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return 0;
        }

        int exitCode = await TracedCommand.RunAsync(_child, end.Token);
        await end.CancelAsync();
        return exitCode;
    }

    private async Task ReadEventsAsync(TopView? view, CancellationToken cancellation)
    {
        // What is left at the end of the run is consumed after Detach.
        await foreach (MallocTop.Allocation allocation in _skeleton.Maps.Large.ReadUntilCanceledAsync(cancellation))
        {
            _events++;
            view?.Add(allocation);
        }
    }

    private void Report()
    {
        UprobeProgram program = _skeleton.Programs.OnMalloc;
        Summary summary = new(
            program.Name,
            program.AttachDecision.Name,
            _link.Target,
            program.AttachDecision.Reason,
            _skeleton.Bss.s_calls,
            _skeleton.Bss.s_bytes,
            _events,
            _skeleton.Bss.s_lost);
        Console.WriteLine(_options.Run.Json
            ? JsonSerializer.Serialize(summary, SummaryJson.Default.Summary)
            : $"{summary.Calls} calls, {summary.Bytes} bytes, {summary.Events} large allocations");
    }

    public void Dispose()
    {
        _skeleton.Dispose();
        _child?.Dispose();
    }
}
