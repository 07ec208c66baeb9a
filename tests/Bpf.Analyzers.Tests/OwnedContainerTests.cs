using Bpf.Testing;
using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Objects in lists, trees and references have one owner on every path; the right programs of OwnedContainers.cs also load, and the wrong ones are refused.</summary>
public sealed class OwnedContainerTests
{
    private static Task Check(string statements) => Source($$"""
        using Bpf;
        using Bpf.Vmlinux;
        using static Bpf.Vmlinux.KernelFunctions;

        [BpfObject(License = "GPL")]
        static unsafe class Sample
        {
        {{OwnedContainers.Members}}

            [SyscallProgram]
            static int Run(ref Call call)
            {
                {{statements}}
                return 0;
            }
        }
        """);

    [Theory]
    [MemberData(nameof(OwnedContainers.Wrong), MemberType = typeof(OwnedContainers))]
    public Task WrongProgramsAreReported(string statements) => Check(statements);

    [Theory]
    [MemberData(nameof(OwnedContainers.All), MemberType = typeof(OwnedContainers))]
    public Task RightProgramsAreNot(string statements) => Check(statements);
}
