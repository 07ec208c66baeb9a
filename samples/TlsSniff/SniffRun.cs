using System.Text.Json;
using Bpf.Runtime;

namespace Samples;

/// <summary>One run: start the client suspended, attach to its libssl, let it run, print.</summary>
internal sealed class SniffRun : IDisposable
{
    private readonly RunOptions _options;
    private readonly LoopbackServer? _server;
    private readonly TlsSniffSkeleton _skeleton = TlsSniffSkeleton.Open();
    private readonly SuspendedProcess _client;
    private readonly Transcript _transcript;
    private readonly string _link;

    private SniffRun(RunOptions options)
    {
        _options = options;
        _transcript = new Transcript(options.Json);
        try
        {
            string[] command = options.Command;
            if (command.Length == 0)
            {
                _server = new LoopbackServer();
                command = ["curl", "--silent", "--insecure", "--output", "/dev/null", "--data", "user=ada&password=lovelace", $"{_server.Address}"];
            }

            _client = SuspendedProcess.Start(command[0], command.AsSpan(1));
            UprobeTarget target = UprobeTarget.Process(_client.ProcessId, "libssl.so.3");
            foreach (UprobeProgram program in _skeleton.Object.Programs.OfType<UprobeProgram>())
            {
                program.Target = target;
            }

            _skeleton.LoadAndAttach();
            _link = $"{_skeleton.Links.OnRead}";
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Traces one client and gives its exit code.</summary>
    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellation)
    {
        using SniffRun run = new(options);
        return await run.RunAsync(cancellation);
    }

    public void Dispose()
    {
        _skeleton.Dispose();
        _client?.Dispose();
        _server?.Dispose();
    }

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource end = _options.StartClock(cancellation);
        Task reader = ReadAsync(end.Token);
        int exitCode = await TracedCommand.RunAsync(_client, end.Token);
        await end.CancelAsync();
        await reader;
        _skeleton.Detach();
        _skeleton.Maps.Chunks.Consume(_transcript.Add);
        Report(exitCode);
        return exitCode;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        // What is left at the end of the run is consumed after Detach.
        await foreach (TlsSniff.Chunk chunk in _skeleton.Maps.Chunks.ReadUntilCanceledAsync(cancellation))
        {
            _transcript.Add(in chunk);
        }
    }

    private void Report(int exitCode)
    {
        Summary summary = new(
            _link, _skeleton.Bss.s_sentBytes, _skeleton.Bss.s_receivedBytes, _skeleton.Bss.s_lostChunks, _transcript.Sent, _transcript.Received, exitCode);
        Console.WriteLine(_options.Json
            ? JsonSerializer.Serialize(summary, SummaryJson.Default.Summary)
            : $"{summary.SentBytes} bytes sent, {summary.ReceivedBytes} bytes received, {summary.LostChunks} records lost; {summary.Link}");
    }
}
