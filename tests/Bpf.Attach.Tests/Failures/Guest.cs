using System.Diagnostics;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Failures;

/// <summary>The process whose calls fail.</summary>
internal sealed class Guest : IDisposable
{
    private readonly CTarget _target = new(Path.Combine(AppContext.BaseDirectory, "targets", "points.c"));
    private readonly Process _process;

    /// <param name="directory">Directory for the object.</param>
    /// <param name="pins">A BPF file system.</param>
    /// <param name="warmUps">Rounds before the supervision begins.</param>
    public Guest(string directory, string pins, int warmUps)
    {
        string file = Path.Combine(directory, "failures.bpf.o");
        File.WriteAllBytes(file, CObject.Compile("failures", "-DINDEXED"));
        _process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Bpf.Attach.Guest"), ["fail", file, _target.Path, pins, $"{warmUps}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" }, // or the compiler shares mappings of files with itself, as the loader does with maps
        })!;
        string[] greeting = Answer().Split(' ', 3);
        Assert.Equal(warmUps == 0 ? "" : "complete", greeting[2]);
        Supervisor = new CallSupervisor(_process.Id, int.Parse(greeting[0]), int.Parse(greeting[1])) { Only = warmUps == 0 ? "bpf" : null };
    }

    public CallSupervisor Supervisor { get; }

    /// <summary>One lifetime of an object.</summary>
    /// <returns>The result, and what it left behind.</returns>
    public string Round()
    {
        _process.StandardInput.WriteLine("round");
        _process.StandardInput.Flush();
        return Answer();
    }

    /// <returns>The exit code.</returns>
    public int End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        Supervisor.Dispose();
        _process.Dispose();
        _target.Dispose();
    }

    private string Answer() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the guest died");
}
