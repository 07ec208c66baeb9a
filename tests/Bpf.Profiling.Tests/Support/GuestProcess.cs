using System.Diagnostics;

namespace Bpf.Profiling.Tests.Support;

/// <summary>A running .NET process of <c>tests/Bpf.Profiling.Guest</c>.</summary>
internal sealed class GuestProcess : IDisposable
{
    private readonly Process _process;

    public GuestProcess(string task, params IEnumerable<string> environment)
    {
        string root = AppContext.BaseDirectory.Replace("Bpf.Profiling.Tests", "Bpf.Profiling.Guest", StringComparison.Ordinal);
        ProcessStartInfo start = new(Path.Combine(root, "Bpf.Profiling.Guest"), task)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in environment)
        {
            string[] parts = variable.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    /// <summary>Waits for a line that it writes.</summary>
    public string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());

    public void Dispose()
    {
        SteppedThread.End(_process.Id);
        _process.WaitForExit();
        _process.Dispose();
    }
}
