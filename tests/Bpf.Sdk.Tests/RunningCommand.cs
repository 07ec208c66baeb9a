using System.Diagnostics;
using System.Threading.Channels;

namespace Bpf.Sdk.Tests;

/// <summary>A command that runs until it is disposed, and the lines that it writes.</summary>
internal sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _read = [];

    public RunningCommand(string directory, string file, params string[] arguments)
    {
        _process = new Process { StartInfo = Command.StartInfo(directory, file, arguments) };
        _process.StartInfo.RedirectStandardInput = true;
        _process.OutputDataReceived += Add;
        _process.ErrorDataReceived += Add;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Reads on to the first line with <paramref name="text"/>.</summary>
    public async Task<string> LineWith(string text)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            while (true)
            {
                string line = await _lines.Reader.ReadAsync(limit.Token);
                _read.Add(line);
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No line with '{text}':\n{string.Join('\n', _read.TakeLast(60))}");
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Add(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            _lines.Writer.TryWrite(line.Data);
        }
    }
}
