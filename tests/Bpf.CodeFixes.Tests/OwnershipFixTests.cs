using Bpf.CodeFixes.Ownership;
using Bpf.Testing;
using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of programs that do not release what they acquire once on every path; what they make of OwnershipFixes.cs also loads.</summary>
public sealed class OwnershipFixTests
{
    [Theory]
    [MemberData(nameof(OwnershipFixes.Released), MemberType = typeof(OwnershipFixes))]
    public Task Releases(string statements, string expected, int choice) => Verify<ReleaseFix>(Owner(statements), Owner(expected), choice);

    [Theory]
    [MemberData(nameof(OwnershipFixes.Once), MemberType = typeof(OwnershipFixes))]
    public Task ReleasesOnce(string statements, string expected, int choice) => Verify<ReleaseOnceFix>(Owner(statements), Owner(expected), choice);

    [Theory]
    [MemberData(nameof(OwnershipFixes.Tested), MemberType = typeof(OwnershipFixes))]
    public Task TestsBeforeTheRelease(string statements, string expected, int choice) => Verify<NullReleaseFix>(Owner(statements), Owner(expected), choice);

    [Theory]
    [MemberData(nameof(OwnershipFixes.Used), MemberType = typeof(OwnershipFixes))]
    public Task ReleasesAfterTheUse(string statements, string expected, int choice) => Verify<UseAfterReleaseFix>(Owner(statements), Owner(expected), choice);

    // Nothing says which of the paths should release it, or what to do with it.
    [Theory]
    [InlineData("{|BPF0431:bpf_task_from_pid(call.A)|};")]
    [InlineData("task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|}; if (p != null) { if (p->pid == 3) bpf_task_release(p); }")]
    public Task NoReleaseIsGuessed(string statements) => VerifyNone<ReleaseFix>(Owner(statements));

    private static string Owner(string statements) => $$"""
        using Bpf.Vmlinux;
        using static Bpf.Vmlinux.KernelFunctions;

        [BpfObject(License = "GPL")]
        static unsafe class Sample
        {
            public struct Call { public int A; public int B; public long Result; }
            [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<int> Ring = new();
            static int s_sum;

            [SyscallProgram]
            static int Run(ref Call call)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                return 0;
            }
        }
        """;
}
