using System.Diagnostics;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Lists, trees and references to objects: what programs put into them comes out again, in the right order.</summary>
public sealed class OwnedObjectTests : IDisposable
{
    private readonly OwnedObjectsSkeleton _skeleton;

    public OwnedObjectTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 16), "bpf_list_front needs Linux 6.16");
        _skeleton = OwnedObjectsSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose() => _skeleton.Dispose();

    [Fact]
    public void AListIsAQueue()
    {
        Assert.Equal(0, Run(_skeleton.Programs.Pop, out _));
        for (int i = 1; i <= 100; i++)
        {
            Assert.Equal(1, Run(_skeleton.Programs.Push, out _, i));
            Assert.Equal(1, Run(_skeleton.Programs.Push, out _, -i, 1));
        }

        Assert.Equal(2, Run(_skeleton.Programs.PeekEnds, out OwnedObjects.Request ends));
        Assert.Equal((1, 100), (ends.Found, ends.Extra));
        for (int i = 1; i <= 100; i++)
        {
            Assert.Equal(1, Run(_skeleton.Programs.Pop, out OwnedObjects.Request taken));
            Assert.Equal((i, 100 - i), (taken.Found, taken.Extra));
            Assert.Equal(1, Run(_skeleton.Programs.Pop, out taken, other: 1));
            Assert.Equal(-i, taken.Found);
        }

        Assert.Equal(0, Run(_skeleton.Programs.Pop, out _));
        Assert.Equal(200, _skeleton.Bss.s_runs);
    }

    [Fact]
    public void MemoryThatIsUsedAgainBeginsAsZero()
    {
        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal(1, Run(_skeleton.Programs.Push, out _, long.MaxValue));
            Assert.Equal(1, Run(_skeleton.Programs.Pop, out OwnedObjects.Request taken));
            Assert.Equal(long.MaxValue, taken.Found); // Number plus Untouched
        }
    }

    [Fact]
    public void ATreeIsAPriorityQueue()
    {
        int[] priorities = [.. Enumerable.Range(0, 200).Select(static index => index * 73 % 200)];
        foreach (int priority in priorities)
        {
            Assert.Equal(1, Run(_skeleton.Programs.Enqueue, out _, priority + 1000, priority));
        }

        for (int i = 0; i < priorities.Length; i++)
        {
            Assert.Equal(1, Run(_skeleton.Programs.Dequeue, out OwnedObjects.Request job));
            Assert.Equal((i, i + 1000, priorities.Length - i - 1), (job.Other, job.Found, job.Extra));
        }

        Assert.Equal(0, Run(_skeleton.Programs.Dequeue, out _));
    }

    [Fact]
    public void ATreeCanBeSearched()
    {
        for (int priority = 0; priority < 100; priority++)
        {
            Run(_skeleton.Programs.Enqueue, out _, priority + 1000, priority);
        }

        for (int priority = 0; priority < 100; priority++)
        {
            int steps = Run(_skeleton.Programs.Search, out OwnedObjects.Request found, other: priority);
            Assert.InRange(steps, 1, 14); // twice the logarithm
            Assert.Equal(priority + 1000, found.Found);
        }

        Assert.Equal(0, Run(_skeleton.Programs.Search, out _, other: 100));
    }

    [Fact]
    public void AnObjectIsInSeveralCollections()
    {
        foreach (long key in (ReadOnlySpan<long>)[5, 3, 9])
        {
            Assert.Equal(1, Run(_skeleton.Programs.Remember, out _, key));
        }

        Assert.Equal(3, Run(_skeleton.Programs.Use, out OwnedObjects.Request use, 7));
        Assert.Equal((3, 500, 900), (use.Found, use.Other, use.Extra)); // lowest key, oldest, newest

        Assert.Equal(1, Run(_skeleton.Programs.Remember, out _, 1));
        Assert.Equal(3, Run(_skeleton.Programs.Use, out use, 7));
        Assert.Equal((1, 500, 107), (use.Found, use.Other, use.Extra));
    }

    [Fact]
    public void AMapKeepsTasks()
    {
        _skeleton.Maps.Stashes[3] = new OwnedObjects.Stash { Marker = 42 };
        using Process child = Process.Start("sleep", "1000");
        try
        {
            Assert.Equal(0, Run(_skeleton.Programs.ReadTask, out _, other: 3));
            Assert.Equal(1, Run(_skeleton.Programs.KeepTask, out _, Environment.ProcessId, 3));
            Assert.Equal(2, Run(_skeleton.Programs.KeepTask, out OwnedObjects.Request replaced, child.Id, 3));
            Assert.Equal(Environment.ProcessId, replaced.Found);
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }

        // The task is still there, although the process is gone.
        Assert.Equal(1, Run(_skeleton.Programs.ReadTask, out OwnedObjects.Request read, other: 3));
        Assert.Equal(child.Id, read.Found);
        Assert.Equal(0, Run(_skeleton.Programs.ReadTask, out _, other: 3));
        Assert.Equal(42, _skeleton.Maps.Stashes[3].Marker);
    }

    [Fact]
    public void AStaticFieldKeepsATask()
    {
        Assert.Equal(0, Run(_skeleton.Programs.ReplaceLast, out _, Environment.ProcessId));
        Assert.Equal(1, Run(_skeleton.Programs.ReplaceLast, out OwnedObjects.Request replaced, Environment.ProcessId));
        Assert.Equal(Environment.ProcessId, replaced.Found);
    }

    [Fact]
    public void CgroupsAndMasksAreKept()
    {
        string root = KernelFileSystem.Cgroup.Need();
        long id = long.Parse(Tool.Run("stat", "-c", "%i", root), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(0, Run(_skeleton.Programs.KeepGroup, out _, id));
        Assert.Equal(1, Run(_skeleton.Programs.KeepGroup, out _, id));
        Assert.Equal(-1, Run(_skeleton.Programs.KeepGroup, out _, long.MaxValue));
        Assert.Equal(0, Run(_skeleton.Programs.KeepMask, out _, 1));
        Assert.Equal(1, Run(_skeleton.Programs.KeepMask, out OwnedObjects.Request mask));
        Assert.Equal(1, mask.Found);
        Assert.Equal(1, Run(_skeleton.Programs.KeepMask, out mask));
        Assert.Equal(0, mask.Found);
    }

    [Fact]
    public void AMapKeepsObjectsOfTheProgram()
    {
        _skeleton.Maps.Stashes[1] = default;
        Assert.Equal(1, Run(_skeleton.Programs.Swap, out _, 11, 1));
        Assert.Equal(2, Run(_skeleton.Programs.Swap, out OwnedObjects.Request swapped, 22, 1));
        Assert.Equal(11, swapped.Found);
        Assert.Equal(2, Run(_skeleton.Programs.Swap, out swapped, 33, 1));
        Assert.Equal(22, swapped.Found);
    }

    private static int Run(BpfProgram program, out OwnedObjects.Request request, long value = 0, long other = 0)
    {
        request = new OwnedObjects.Request { Value = value, Other = other };
        return (int)program.Run(ref request).ReturnValue;
    }
}
