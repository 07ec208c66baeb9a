using System.Diagnostics;

namespace Bpf.KernelMatrix.Guest;

/// <summary>A traced program that has started and waits for permission to run.</summary>
internal sealed class HeldProcess : IDisposable
{
    private readonly Process _process;

    public HeldProcess(string path, int count, bool hasFilter = false)
        : this(path, [$"{count}", hasFilter ? "filter" : "hold"])
    {
    }

    private HeldProcess(string path, string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Scenario.Equal("ready", _process.StandardOutput.ReadLine(), "answer of the traced program");
    }

    public int Id => _process.Id;

    /// <summary>Starts a program of another root.</summary>
    public static HeldProcess In(string root, string path, string launcher, int count) => new(launcher, [$"{count}", "enter", root, path]);

    /// <summary>Lets it run to its end.</summary>
    public void Finish()
    {
        _process.StandardInput.WriteLine("go");
        _process.StandardInput.Flush();
        _process.WaitForExit();
        Scenario.Equal(0, _process.ExitCode, "exit code of the traced program");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
