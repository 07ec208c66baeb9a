using System.Diagnostics;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>A running guest that has done its work and waits.</summary>
internal sealed class GuestProcess : IDisposable
{
    private readonly Process _launched;

    /// <param name="form">Its form.</param>
    /// <param name="environment">Environment variables, as NAME=VALUE.</param>
    /// <param name="isIsolated">In a pid and a mount namespace of its own.</param>
    public GuestProcess(GuestForm form, IEnumerable<string> environment, bool isIsolated = false)
    {
        string program = GuestBuild.Program(form);
        string[] command = isIsolated ? ["unshare", "--pid", "--mount", "--fork", "--mount-proc", "--kill-child", program] : [program];
        ProcessStartInfo start = new(command[0], [.. command[1..], GuestBuild.Assembly(form)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0"; // higher tiers at once
        foreach (string variable in environment)
        {
            string[] parts = variable.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        _launched = Process.Start(start)!;
        _launched.StandardInput.WriteLine("ready");
        Assert.Equal("ready", _launched.StandardOutput.ReadLine());
        Id = isIsolated ? int.Parse(File.ReadAllText($"/proc/{_launched.Id}/task/{_launched.Id}/children").Split(' ')[0]) : _launched.Id;
        InnerId = isIsolated ? 1 : Id;
    }

    /// <summary>Its id here.</summary>
    public int Id { get; }

    /// <summary>Its id in its own namespace.</summary>
    public int InnerId { get; }

    /// <summary>The perf map that its runtime writes.</summary>
    public string PerfMap => $"/proc/{Id}/root/tmp/perf-{InnerId}.map";

    /// <summary>Waits until it has answered a line.</summary>
    public void Exchange(string line)
    {
        _launched.StandardInput.WriteLine(line);
        Assert.Equal(line, _launched.StandardOutput.ReadLine());
    }

    public void Dispose()
    {
        foreach (string file in (string[])[PerfMap, $"/proc/{Id}/root/tmp/perfinfo-{InnerId}.map"])
        {
            File.Delete(file);
        }

        _launched.Kill();
        _launched.WaitForExit();
        _launched.Dispose();
    }
}
