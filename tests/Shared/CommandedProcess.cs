using System.Diagnostics;

namespace Bpf.Testing;

/// <summary>A test program that reads commands from its input and answers each with one line when it is done.</summary>
internal sealed class CommandedProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="path">The program, or one that executes it.</param>
    /// <param name="arguments">Its arguments.</param>
    public CommandedProcess(string path, params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Ask("ready");
    }

    public int Id => _process.Id;

    /// <summary>Sends a command and waits for its answer.</summary>
    public string Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} ended at '{command}'");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
    }
}
