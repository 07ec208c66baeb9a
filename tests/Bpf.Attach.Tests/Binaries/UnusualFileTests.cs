using System.Buffers.Binary;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Binaries;

/// <summary>Files of more than 4 GiB, and 32-bit programs.</summary>
public sealed class UnusualFileTests : IDisposable
{
    private const string Reader = """
        #include <linux/bpf.h>
        #include <linux/ptrace.h>
        #include <bpf/bpf_helpers.h>

        char LICENSE[] SEC("license") = "GPL";
        unsigned long long argument;

        SEC("uprobe")
        int by_register(struct pt_regs *context)
        {
            argument = context->rdi;
            return 0;
        }

        SEC("uprobe")
        int by_stack(struct pt_regs *context)
        {
            unsigned int value = 0;

            bpf_probe_read_user(&value, sizeof(value), (void *)(context->rsp + 4));
            __sync_fetch_and_add(&argument, value);
            return 0;
        }
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-unusual-");

    public UnusualFileTests() => KernelRequirement.NeedRoot();

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void CodeAndSymbolsBeyondFourGigabytesAreFound(ProbeMode mode)
    {
        using CTarget target = new(Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));
        string path = Path.Combine(_directory.FullName, "large");
        Shift(target.Path, path, 5L << 30);
        using CommandedProcess traced = new(path);
        using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        using Link link = program.Programs.Get<UprobeProgram>("on_entry").Attach(UprobeTarget.Process(traced.Id, path, "f_4?"));
        traced.Ask("run 3");
        Assert.Equal(30UL, program.Globals.Reference<ulong>(".bss", "hits"));
    }

    [Fact]
    public void ProbeReadsStackArgumentsOf32BitProgram()
    {
        KernelRequirement.Need(File.Exists("/proc/sys/abi/vsyscall32"), "the kernel does not run 32-bit x86 programs");
        string path = Path.Combine(_directory.FullName, "narrow");
        Tool.Run("as", "--32", "-o", $"{path}.o", Path.Combine(AppContext.BaseDirectory, "targets", "narrow.s"));
        Tool.Run("ld", "-m", "elf_i386", "-o", path, $"{path}.o");
        using CommandedProcess traced = new(path);
        using BpfObject program = BpfObject.Open(CObject.CompileText(Reader), "reader");
        program.Load();
        UprobeTarget target = UprobeTarget.Process(traced.Id, "narrow", "marked");

        UprobeProgram byRegister = program.Programs.Get<UprobeProgram>("by_register");
        BpfUnsupportedException refusal = Assert.Throws<BpfUnsupportedException>(() => byRegister.Attach(target));
        Assert.Contains("from register rdi", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("StackPointer + 4", refusal.Message, StringComparison.Ordinal);
        byRegister.Attach(target, new UprobeOptions { AllowUnsafe = true }).Dispose();

        using Link link = program.Programs.Get<UprobeProgram>("by_stack").Attach(target);
        traced.Ask("once");
        traced.Ask("twice");
        Assert.Equal(14UL, program.Globals.Reference<ulong>(".bss", "argument"));
    }

    // The same program with everything but the ELF header moved back.
    private static void Shift(string source, string path, long distance)
    {
        const int SegmentTable = 32; // e_phoff
        const int SectionTable = 40; // e_shoff
        byte[] bytes = File.ReadAllBytes(source);
        long segments = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(SegmentTable));
        long sections = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(SectionTable));
        for (int i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(56)); i++) // e_phnum
        {
            Move((int)segments + (i * 56) + 8); // p_offset
        }

        for (int i = 1; i < BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(60)); i++) // e_shnum
        {
            Move((int)sections + (i * 64) + 24); // sh_offset
        }

        Move(SegmentTable);
        Move(SectionTable);
        File.Copy(source, path);
        using FileStream file = new(path, FileMode.Truncate);
        file.Write(bytes.AsSpan(0, 64));
        file.Position = distance;
        file.Write(bytes);

        void Move(int place)
        {
            Span<byte> field = bytes.AsSpan(place);
            BinaryPrimitives.WriteInt64LittleEndian(field, BinaryPrimitives.ReadInt64LittleEndian(field) + distance);
        }
    }
}
