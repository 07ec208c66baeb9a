using Spectre.Console;

namespace Samples;

/// <summary>The live table: processes by bytes, and the latest large allocations.</summary>
internal sealed class TopView(MallocTopSkeleton skeleton)
{
    private const int RowLimit = 20;
    private const int RecentLimit = 8;
    private readonly Queue<MallocTop.Allocation> _recent = new();
    private readonly Lock _lock = new();

    /// <summary>Takes one large allocation; called from the event reader.</summary>
    public void Add(in MallocTop.Allocation allocation)
    {
        lock (_lock)
        {
            if (_recent.Count == RecentLimit)
            {
                _recent.Dequeue();
            }

            _recent.Enqueue(allocation);
        }
    }

    /// <summary>Redraws twice a second until canceled, then once more.</summary>
    public async Task ShowAsync(CancellationToken cancellation)
    {
        await AnsiConsole.Live(Draw()).StartAsync(async live =>
        {
            while (!cancellation.IsCancellationRequested)
            {
                live.UpdateTarget(Draw());
                await Task.Delay(500, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            live.UpdateTarget(Draw());
        });
    }

    private Rows Draw() => new(DrawProcesses(), DrawRecent(), new Text($"{skeleton.Links.OnMalloc}"));

    private Table DrawProcesses()
    {
        Table table = new Table().Title("malloc by process").AddColumns("pid", "command");
        table.AddColumn("calls", column => column.RightAligned()).AddColumn("bytes", column => column.RightAligned());
        foreach ((int processId, MallocTop.Usage usage) in skeleton.Maps.UsageByProcess.OrderByDescending(entry => entry.Value.Bytes).Take(RowLimit))
        {
            table.AddRow(
                new Text($"{processId}"), new Text(CommandOf(processId)), new Text($"{usage.Calls:N0}"), new Text($"{usage.Bytes:N0}"));
        }

        return table;
    }

    private Table DrawRecent()
    {
        Table table = new Table().Title($"allocations of {skeleton.Rodata.Threshold:N0} bytes and more").AddColumns("pid", "thread");
        table.AddColumn("bytes", column => column.RightAligned());
        lock (_lock)
        {
            foreach (MallocTop.Allocation allocation in _recent)
            {
                table.AddRow(new Text($"{allocation.ProcessId}"), new Text($"{allocation.ThreadId}"), new Text($"{allocation.Size:N0}"));
            }
        }

        return table;
    }

    private static string CommandOf(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/comm").TrimEnd();
        }
        catch (IOException)
        {
            return "(gone)";
        }
    }
}
