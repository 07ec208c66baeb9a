using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>Programs at system calls, and the table of their numbers.</summary>
[Trait("Category", "Full")]
public sealed class SystemCallTests
{
    [Theory]
    [InlineData("open", TargetArchitecture.Arm64, true)]
    [InlineData("open", TargetArchitecture.X64, false)]
    [InlineData("openat", TargetArchitecture.Arm64, false)]
    [InlineData("arm64_personality", TargetArchitecture.X64, true)]
    [InlineData("setxattrat", TargetArchitecture.Arm64, false)]
    public void ArchitectureHasTheSystemCall(string call, TargetArchitecture architecture, bool isMissing)
    {
        Assert.Equal(isMissing, Errors($"[SyscallEnter(\"{call}\")]", architecture).SequenceEqual(["BPF0425"]));
        Assert.Equal(isMissing, Errors($"[SyscallExit(\"openat\")] [SyscallExit(\"{call}\", Cookie = 1)]", architecture).Contains("BPF0425"));
        Assert.Equal(isMissing, Errors($"[Ksyscall(\"{call}\")]", architecture).SequenceEqual(["BPF0425"]));
        Assert.Empty(Errors($"[SyscallEnter(\"{call}\", AutoLoad = false)]", architecture));
    }

    [Fact]
    public void OtherLoadersAttachTheTracepoint()
    {
        KernelRequirement.NeedRoot();
        byte[] elf = BpfSource.CompileObjects("""
            [BpfObject(License = "GPL")]
            public static class Sample
            {
                [SyscallEnter("openat")] [SyscallEnter("openat2")]
                public static int OnOpen(TracepointContext context, int directory, nuint path) => directory + (int)path + context.SystemCall;

                [SyscallExit("openat")]
                public static int OnOpened(nint result) => (int)result;

                [SyscallEnter("*")]
                public static int OnAll(TracepointContext context, nuint a, nuint b, nuint c, nuint d, nuint e, nuint f) => (int)(a + b + c + d + e + f);
            }
            """, architectures: Kernel.KernelRun.HostArchitecture)[0].Bytes.ToArray();
        LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = elf });
        using Runtime.BpfObject bpf = Runtime.BpfObject.Open(elf, "Sample");
        Assert.Equal(["tracepoint/raw_syscalls/sys_enter", "tracepoint/syscalls/sys_enter_openat", "tracepoint/syscalls/sys_exit_openat"],
            bpf.Programs.Select(static program => program.SectionName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NumbersAreThoseOfTheHeaders()
    {
        string[] lines = File.ReadAllLines("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
        (string Name, int Number)[] header = [.. lines.Select(static line => line.Split(' ')).Where(static words => words is ["#define", ['_', '_', 'N', 'R', '_', ..], _])
            .Select(static words => (words[1]["__NR_".Length..], int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture)))];
        Assert.True(header.Length > 350);
        Dictionary<string, int> missing = header.Where(static call => SystemCallList.All[0].NumberOf(call.Name) is null).ToDictionary();
        string[] withoutTracepoint = ["_sysctl", "afs_syscall", "create_module", "epoll_ctl_old", "epoll_wait_old", "get_kernel_syms", "get_thread_area", "getpmsg", "nfsservctl",
            "putpmsg", "query_module", "security", "set_thread_area", "tuxcall", "uselib", "vserver"];
        Assert.Subset(withoutTracepoint.ToHashSet(), missing.Keys.ToHashSet());
        foreach ((string name, int number) in header.Where(call => !missing.ContainsKey(call.Name)))
        {
            Assert.Equal((name, number), (SystemCallList.All[0].NameOf(number), SystemCallList.All[0].NumberOf(name)));
        }
    }

    private static IEnumerable<string> Errors(string attributes, TargetArchitecture architecture)
        => BpfSource.Compile($$"""
            [BpfObject(License = "GPL")]
            public static class Sample
            {
                {{attributes}}
                public static int OnCall() => 0;
            }
            """, architectures: [architecture]).Diagnostics.Where(static item => item.Severity == CompilerDiagnosticSeverity.Error).Select(static item => item.Id);
}
