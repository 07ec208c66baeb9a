using System.Diagnostics;
using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Usdt;

/// <summary>Arguments that name a variable with the same name in several files, and arguments that no program can read.</summary>
public sealed class UsdtVariableTests : IDisposable
{
    private readonly CTarget _target;

    public UsdtVariableTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the test program's points are written for x86-64");
        string targets = Path.Combine(AppContext.BaseDirectory, "targets");
        _target = new CTarget(Path.Combine(targets, "statics.c"), Path.Combine(targets, "statics-other.c"));
    }

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData("own", 11)]
    [InlineData("other", 22)]
    public void StaticVariableIsResolvedInTheFileOfTheProbe(string point, long expected)
    {
        using BpfObject program = Load("values[0] = read_argument(context, specification, 1); values[1] = read_argument(context, specification, 2);");
        Program(program).Attach(Target(point));
        Run();
        Assert.Equal([expected, 33], Values(program));
    }

    [Fact]
    public void SymbolsAreAlsoReadFromASeparateFile()
    {
        string debug = $"{_target.Path}.debug";
        Execute("objcopy", "--only-keep-debug", _target.Path, debug);
        Execute("objcopy", "--strip-all", $"--add-gnu-debuglink={debug}", _target.Path);
        StaticVariableIsResolvedInTheFileOfTheProbe("other", 22);
    }

    [Fact]
    public void AmbiguousNameIsRefusedWhenRead()
    {
        using BpfObject reading = Load("values[0] = read_argument(context, specification, 1);");
        BpfUnsupportedException refusal = Assert.Throws<BpfUnsupportedException>(() => Program(reading).Attach(Target("unknown")));
        Assert.Contains("argument 1, '8@counter(%rip)', cannot be read: 'counter' is the name of 2 variables (statics.c, statics-other.c)", refusal.Message, StringComparison.Ordinal);

        using BpfObject other = Load("values[0] = read_argument(context, specification, 0);");
        Program(other).Attach(Target("unknown"));
        Run();
        Assert.Equal([1, 0], Values(other));
    }

    [Theory]
    [InlineData(0, "'8f@%xmm0', is a floating-point value")]
    [InlineData(2, "'16@(%rsp)', has 16 bytes")]
    [InlineData(3, "'8@%fs:16', is in a location that is not supported")]
    public void UnreadableArgumentsAreRefusedWhereTheyAreRead(int argument, string expected)
    {
        using BpfObject program = Load($"values[0] = read_argument(context, specification, {argument});");
        Assert.Contains(expected, Assert.Throws<BpfUnsupportedException>(() => Program(program).Attach(Target("odd"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherArgumentsOfTheProbeAreRead()
    {
        List<string> log = [];
        using BpfObject program = Load("values[0] = read_argument(context, specification, 1); values[1] = read_argument(context, specification, 4);", log);
        Program(program).Attach(Target("odd"));
        Run();
        Assert.Equal([42, 43], Values(program));
        Assert.Equal(3, log.Count(message => message.Contains("cannot be read", StringComparison.Ordinal)));
    }

    /// <summary>The loader tells the reader of C programs.</summary>
    [Fact]
    public void CProgramReaderReportsAnError()
    {
        using BpfObject program = BpfObject.Open(CObject.CompileText("""
            #include <stdbool.h>
            #include <linux/bpf.h>
            #include <linux/ptrace.h>
            #include <bpf/bpf_helpers.h>
            #include <bpf/bpf_tracing.h>
            #include <bpf/usdt.bpf.h>
            char LICENSE[] SEC("license") = "GPL";
            long values[2];
            SEC("usdt") int on_point(struct pt_regs *context)
            {
                long value = 0;
                values[0] = bpf_usdt_arg(context, 0, &value);
                values[1] = bpf_usdt_arg(context, 1, &value) ?: value;
                return 0;
            }
            """), "reader");
        program.Load();
        Program(program).Attach(Target("odd"));
        Run();
        Assert.Equal([-(long)Errno.EINVAL, 42], Values(program));
    }

    private static BpfObject Load(string reads, List<string>? log = null)
    {
        byte[] elf = CObject.CompileText($$"""
            #define INDEXED
            #include "usdt_points.h"
            char LICENSE[] SEC("license") = "GPL";
            long values[2];
            SEC("usdt") int on_point(void *context)
            {
                int id = (int)bpf_get_attach_cookie(context);
                struct specification *specification = bpf_map_lookup_elem(&__bpf_usdt_specs, &id);
                if (specification) { {{reads}} }
                return 0;
            }
            """);
        BpfObject program = BpfObject.Open(elf, "variables", new BpfObjectOptions { Log = entry => log?.Add(entry.Message) });
        program.Load();
        return program;
    }

    private static UsdtProgram Program(BpfObject program) => program.Programs.Get<UsdtProgram>("on_point");

    private UsdtTarget Target(string point) => UsdtTarget.File(_target.Path, "demo", point);

    private void Run()
    {
        using CommandedProcess traced = new(_target.Path);
        traced.Ask("go");
    }

    private static long[] Values(BpfObject program) => MemoryMarshal.Cast<byte, long>(program.Globals.Bytes(".bss", "values")).ToArray();

    private static void Execute(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
