using System.Diagnostics;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Functions of the kernel with the declarations of Bpf.Vmlinux: objects are acquired, read and released.</summary>
public sealed class KernelCallTests
{
    public KernelCallTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void ObjectsAreAcquiredAndReleased()
    {
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 12), "syscall programs may acquire tasks since Linux 6.12");
        using KernelCallsSkeleton skeleton = KernelCallsSkeleton.Open();
        skeleton.Load();
        using Process child = Process.Start("sleep", "1000");
        try
        {
            // The root of the hierarchy has id 1.
            KernelCalls.Question question = new() { ProcessId = child.Id, Cgroup = 1 };
            Assert.Equal(1U, skeleton.Programs.Ask.Run(ref question).ReturnValue);
            Assert.Equal((Environment.ProcessId, 1), (question.Parent, question.IsInItsGroup));
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }

        KernelCalls.Question nobody = new() { ProcessId = int.MaxValue };
        Assert.Equal(0U, skeleton.Programs.Ask.Run(ref nobody).ReturnValue);
    }
}
