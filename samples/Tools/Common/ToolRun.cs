using System.Text.Json.Nodes;
using Bpf.Runtime;

namespace Samples.Tools;

/// <summary>One run of a tool: the command that it starts, when it ends, and what it reports.</summary>
internal sealed class ToolRun : IDisposable
{
    private static readonly TimeSpan s_observation = TimeSpan.FromMilliseconds(50);
    private readonly bool _json;
    private readonly JsonObject _result = [];
    private readonly SuspendedProcess? _command;
    private readonly CancellationTokenSource _end;
    private int _exitCode;

    private ToolRun(bool json, SuspendedProcess? command, int? processId, CancellationTokenSource end)
    {
        _json = json;
        _command = command;
        _end = end;
        ProcessId = command?.ProcessId ?? processId ?? 0;
    }

    /// <summary>The process to trace; 0 for all.</summary>
    public int ProcessId { get; }

    /// <summary>Starts the command, suspended, if there is one.</summary>
    public static ToolRun Start(RunOptions options, int? processId, CancellationToken cancellation)
    {
        SuspendedProcess? command = options.Command is [var file, .. var arguments] ? SuspendedProcess.Start(file, arguments) : null;
        return new(options.Json, command, processId, options.StartClock(cancellation));
    }

    /// <summary>Starts a table with columns of these names and widths; a negative width aligns to the left.</summary>
    public ToolTable Table(params (string Name, int Width)[] columns)
    {
        ToolTable table = new(_json ? null : Console.Out, columns);
        _result["rows"] = table.Rows;
        return table;
    }

    /// <summary>Adds a number to the result, outside the table.</summary>
    public void Report(string name, ulong value)
    {
        _result[name] = value;
        if (!_json)
        {
            Console.WriteLine($"{name}: {value:N0}");
        }
    }

    /// <summary>Adds a histogram of durations to the result.</summary>
    public void Report(string title, ReadOnlySpan<ulong> buckets)
    {
        JsonArray numbers = [];
        foreach (ulong bucket in buckets)
        {
            numbers.Add((JsonNode)bucket);
        }

        _result["buckets"] = numbers;
        if (!_json)
        {
            Spectre.Console.AnsiConsole.Write(DurationPlot.Draw(title, buckets));
        }
    }

    /// <summary>Lets the command run to its end; without one, waits until the time is up or for Ctrl+C.</summary>
    public async Task WaitAsync()
    {
        if (_command is null)
        {
            await Task.Delay(Timeout.Infinite, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else
        {
            _exitCode = await TracedCommand.RunAsync(_command, _end.Token);
        }
    }

    /// <summary>Does something again and again until the run ends.</summary>
    public async Task WaitAsync(Action observe)
    {
        Task wait = WaitAsync();
        while (!wait.IsCompleted)
        {
            observe();
            await Task.WhenAny(wait, Task.Delay(s_observation, CancellationToken.None));
        }

        await wait;
    }

    /// <summary>Shows records as they arrive until the run ends, then detaches and shows the rest.</summary>
    public async Task ReadAsync<T>(RingBuffer<T> records, Action detach, Action<T> show)
        where T : unmanaged
    {
        using CancellationTokenSource done = new();
        Task wait = Task.Run(async () =>
        {
            try
            {
                await WaitAsync();
            }
            finally
            {
                await done.CancelAsync();
            }
        });
        await foreach (T record in records.ReadUntilCanceledAsync(done.Token))
        {
            show(record);
        }

        await wait;
        detach();
        records.Consume((in T record) => show(record));
    }

    /// <summary>Writes the result and returns the exit code: that of the command, or 0.</summary>
    public int Finish()
    {
        if (_json)
        {
            Console.WriteLine(_result.ToJsonString());
        }

        return _exitCode;
    }

    public void Dispose()
    {
        _command?.Dispose();
        _end.Dispose();
    }
}
