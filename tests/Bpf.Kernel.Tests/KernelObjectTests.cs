using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Typed tracepoints and iterators: the kernel's own objects, read directly and through helpers.</summary>
public sealed class KernelObjectTests : IDisposable
{
    private readonly CTarget _target;
    private readonly CommandedProcess _watched;

    public KernelObjectTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"));
        _watched = new CommandedProcess(_target.Path);
    }

    public void Dispose()
    {
        _watched.Dispose();
        _target.Dispose();
    }

    [Fact]
    public void TypedTracepointReadsItsTask()
    {
        using KernelObjectsSkeleton skeleton = Load();
        using Link link = skeleton.Programs.OnRename.Attach(cookie: 0x5566778899);
        _watched.Ask("rename 7");
        link.Detach();
        _watched.Ask("rename 2");

        Assert.Equal("tp_btf task_rename", link.ToString());
        Assert.Equal(7UL, skeleton.Bss.s_renames);
        Assert.Equal(_watched.Id, skeleton.Bss.s_renamedProcess);
        Assert.Equal(Environment.ProcessId, skeleton.Bss.s_parent);
        Assert.Equal(Environment.ProcessId, skeleton.Bss.s_parentByHelper);
        Assert.Equal((byte)'r', skeleton.Bss.s_firstLetter);
        Assert.Equal((byte)'r', skeleton.Bss.s_newLetter);
        Assert.Equal(0x5566778899UL, skeleton.Bss.s_cookie);
    }

    [Fact]
    public void IteratorPrintsLines()
    {
        using KernelObjectsSkeleton skeleton = Load();
        using Link link = skeleton.Programs.ListTasks.Attach();
        Assert.Equal([$"1 {_watched.Id} {Environment.ProcessId}"], skeleton.Programs.ListTasks.ReadLines());
        Assert.Equal([$"1 {_watched.Id} {Environment.ProcessId}"], skeleton.Programs.ListTasks.ReadLines());
    }

    [Fact]
    public void IteratorOfOneProcessStartsWithIt()
    {
        using KernelObjectsSkeleton skeleton = Load();
        using Link link = skeleton.Programs.ListTasks.Attach(IteratorScope.OfProcess(_watched.Id));
        Assert.Equal([$"0 {_watched.Id} {Environment.ProcessId}"], skeleton.Programs.ListTasks.ReadLines());
    }

    [Fact]
    public void RecordsOfAnIteratorAreTyped()
    {
        using KernelObjectsSkeleton skeleton = Load();
        using Link link = skeleton.Programs.WriteTasks.Attach();
        KernelObjects.TaskRecord[] tasks = [.. skeleton.Programs.WriteTasks.ReadRecords<KernelObjects.TaskRecord>()];

        Assert.Equal(Environment.ProcessId, Assert.Single(tasks, task => task.ProcessId == _watched.Id).ParentId);
        Assert.Equal(tasks.Length, tasks.Select(task => task.ProcessId).Distinct().Count());
        Assert.Contains(tasks, task => task.ProcessId == Environment.ProcessId);
    }

    [Fact]
    public void IteratorOfProgramsSeesItself()
    {
        using KernelObjectsSkeleton skeleton = Load();
        using Link link = skeleton.Programs.ListPrograms.Attach();
        Assert.Contains($"{skeleton.Programs.ListPrograms.GetInfo().Id}", skeleton.Programs.ListPrograms.ReadLines());
    }

    [Fact]
    public void UnsupportedIteratorScopeIsRefused()
    {
        using KernelObjectsSkeleton skeleton = Load();
        BpfStateException exception = Assert.Throws<BpfStateException>(() => skeleton.Programs.ListPrograms.Attach(IteratorScope.OfProcess(_watched.Id)));
        Assert.Contains("Only iterators over task, task_file, task_vma can be limited to one process", exception.Message, StringComparison.Ordinal);
        using (Link link = skeleton.Programs.ListTasks.Attach(IteratorScope.OfProcess(int.MaxValue)))
        {
            Assert.Empty(skeleton.Programs.ListTasks.ReadLines());
        }

        Assert.Throws<BpfStateException>(() => skeleton.Programs.ListTasks.ReadLines().ToArray());
    }

    private KernelObjectsSkeleton Load()
    {
        KernelObjectsSkeleton skeleton = KernelObjectsSkeleton.Open();
        skeleton.Rodata.Watched = _watched.Id;
        skeleton.Load();
        return skeleton;
    }
}
