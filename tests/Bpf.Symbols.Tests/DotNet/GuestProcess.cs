using System.Diagnostics;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>A running guest that has done its work and waits.</summary>
internal sealed class GuestProcess : IDisposable
{
    private readonly Process _launched;

    // Perf maps of all pid namespaces have names by id in the same directory, so the process shall not have the id of others, which 1 would be.
    private const string WithInnerId = "exec 3<&0; echo $(($0 - 1)) > /proc/sys/kernel/ns_last_pid; \"$@\" <&3 & wait";

    /// <param name="form">Its form.</param>
    /// <param name="environment">Environment variables, as NAME=VALUE.</param>
    /// <param name="isIsolated">In a pid and a mount namespace of its own.</param>
    /// <param name="folder">Folder with a copy of the program; null to run the program where it was built.</param>
    public GuestProcess(GuestForm form, IEnumerable<string> environment, bool isIsolated = false, string? folder = null)
    {
        string program = folder is null ? GuestBuild.Program(form) : Path.Combine(folder, Path.GetFileName(GuestBuild.Program(form)));
        int innerId = Random.Shared.Next(1_000, 30_000);
        string[] command = isIsolated
            ? ["unshare", "--pid", "--mount", "--fork", "--mount-proc", "--kill-child", "sh", "-c", WithInnerId, $"{innerId}", program] : [program];
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
        Id = isIsolated ? ChildOf(ChildOf(_launched.Id)) : _launched.Id;
        InnerId = isIsolated ? innerId : Id;
    }

    /// <summary>Its id here.</summary>
    public int Id { get; }

    /// <summary>Its id in its own namespace.</summary>
    public int InnerId { get; }

    /// <summary>The perf map that its runtime writes, in its root.</summary>
    public string PerfMap => $"/tmp/perf-{InnerId}.map";

    /// <summary>Waits until it has answered a line.</summary>
    public void Exchange(string line)
    {
        _launched.StandardInput.WriteLine(line);
        Assert.Equal(line, _launched.StandardOutput.ReadLine());
    }

    /// <summary>Deletes its files, ends it and waits for its end.</summary>
    public void End()
    {
        _launched.Kill();
        _launched.WaitForExit();
    }

    public void Dispose()
    {
        if (!_launched.HasExited)
        {
            End();
        }

        _launched.Dispose();
        File.Delete(PerfMap);
    }

    private static int ChildOf(int id) => int.Parse(File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ')[0]);
}
