using Bpf.Attach.Tests.Support;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>A cgroup with one process, which performs on request the operations that cgroup programs control.</summary>
internal sealed class CgroupProcess : IDisposable
{
    private readonly OwnCgroup _cgroup = new();
    private readonly CTarget _target = new(System.IO.Path.Combine(AppContext.BaseDirectory, "targets", "sockets.c"));
    private readonly CommandedProcess _process;

    public CgroupProcess()
    {
        _process = new CommandedProcess(_target.Path);
        _cgroup.Add(_process.Id);
    }

    /// <summary>Directory of the cgroup.</summary>
    public string Directory => _cgroup.Path;

    /// <summary>Performs an operation and returns what the process answers: the errno, or 0.</summary>
    public string Ask(string command) => _process.Ask(command);

    /// <summary>Moves the process into another cgroup.</summary>
    public void MoveTo(string directory) => File.WriteAllText(System.IO.Path.Combine(directory, "cgroup.procs"), $"{_process.Id}");

    public void Dispose()
    {
        _process.Dispose();
        _target.Dispose();
        _cgroup.Dispose();
    }
}
