using System.Text;
using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Objects.Relocations;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Kernel types reduced to what an object needs, against all types of the kernel and against bpftool's reduction.</summary>
public sealed class ReducedBtfTests : IDisposable
{
    private const string Vmlinux = "/sys/kernel/btf/vmlinux";
    private static readonly Lazy<byte[]> s_kernel = new(() => File.ReadAllBytes(Vmlinux));
    private readonly string _directory = Directory.CreateTempSubdirectory("bpf-reduced-").FullName;

    public ReducedBtfTests() => KernelRequirement.NeedRoot();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void EveryRelocationHasTheSameResultAsWithAllTypes()
    {
        List<string> differences = [];
        int objects = 0;
        foreach ((string name, byte[] bytes) in ObjectsWithRelocations())
        {
            objects++;
            string path = Path.Combine(_directory, name);
            File.WriteAllBytes(path + ".o", bytes);
            File.WriteAllBytes(path + ".btf", Reduce(bytes, name).Contents.ToArray());
            BtfTypeTable own = KernelBtf.LoadFile(path + ".btf");
            Tool.Run("bpftool", "gen", "min_core_btf", Vmlinux, path + ".bpftool", path + ".o");
            BtfTypeTable bpftools = KernelBtf.LoadFile(path + ".bpftool");

            string expected = Relocated(bytes, KernelBtf.Vmlinux);
            if (Relocated(bytes, own) != expected)
            {
                differences.Add($"{name}: {Relocated(bytes, own)} instead of {expected}");
            }

            if (Relocated(bytes, bpftools) != expected)
            {
                differences.Add($"{name}: {Relocated(bytes, bpftools)} with bpftool's reduction instead of {expected}");
            }

            // Candidates that do not match, and what shows the architecture.
            Assert.True(own.Bytes.Length < bpftools.Bytes.Length + 300, $"{name}: {own.Bytes.Length} bytes, bpftool needs {bpftools.Bytes.Length}");
        }

        Assert.True(objects > 20);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void LoadsWithOnlyTheReducedTypes()
    {
        byte[] bytes = CObject.Compile("core");
        using BpfObject full = Load("core", bytes, null);
        using BpfObject reduced = Load("core", bytes, Write("core.btf", Reduce(bytes, "core").Contents));
        foreach (BpfObject each in new[] { full, reduced })
        {
            Assert.Equal(1u, each.Programs["questions"].TestRun(Packet.Minimal).ReturnValue);
            Assert.Equal(5u, each.Programs["guarded"].TestRun(Packet.Minimal).ReturnValue);
        }

        string[] answers =
        [
            "pid_offset", "comm_offset", "second_comm", "comm_size", "tgid_size", "tgid_signed", "has_pid", "has_nothing", "has_struct", "has_task", "task_size",
            "ringbuf", "has_enumerator", "lacks_enumerator", "local_id", "type_matches", "pkt_shift",
        ];
        Assert.All(answers, name => Assert.Equal(full.Globals.Reference<uint>(".bss", name), reduced.Globals.Reference<uint>(".bss", name)));
        Assert.Equal(27u, reduced.Globals.Reference<uint>(".bss", "ringbuf"));
        Assert.NotEqual(0u, reduced.Globals.Reference<uint>(".bss", "pid_offset"));
    }

    [Fact]
    public void LibbpfAcceptsIt()
    {
        List<string> differences = [];
        foreach ((string name, byte[] bytes) in ObjectsWithRelocations())
        {
            string path = Write(name + ".o", bytes);
            string types = Write(name + ".btf", Reduce(bytes, name).Contents);
            (string State, Dictionary<string, uint> Returns) full = LibbpfLoader.Load([path])[path];
            (string State, Dictionary<string, uint> Returns) reduced = LibbpfLoader.Load(["--btf=" + types, path])[path];
            if (Text(full) != Text(reduced))
            {
                differences.Add($"{name}: {Text(reduced)} instead of {Text(full)}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));

        static string Text((string State, Dictionary<string, uint> Returns) result) => $"{result.State} {string.Join(' ', result.Returns)}";
    }

    [Fact]
    public void SeveralObjectsShareOneFile()
    {
        byte[] first = CObject.CompileText(Reading("task_struct", "tgid"));
        byte[] second = CObject.CompileText(Reading("task_struct", "pid"));
        ReducedBtf both = ReducedBtf.Create(s_kernel.Value, Vmlinux, [Describe(first, "first"), Describe(second, "second")]);
        string path = Write("both.btf", both.Contents);
        Assert.Equal(Relocated(first, KernelBtf.Vmlinux), Relocated(first, KernelBtf.LoadFile(path)));
        Assert.Equal(Relocated(second, KernelBtf.Vmlinux), Relocated(second, KernelBtf.LoadFile(path)));
        Assert.Empty(both.Missing);
        Assert.True(both.TypeCount < 10);
    }

    [Fact]
    public void ZeroLengthArrayInTheMiddleDoesNotBecomeFlexible()
    {
        BtfBuilder builder = new();
        uint number = builder.AddInt("int", 4);
        uint none = builder.Add(BtfKind.Array, "", 0, 0, number, number, 0);
        builder.Add(BtfKind.Struct, "sample", 2, 4, builder.AddString("marker"), none, 0, builder.AddString("after"), number, 0);
        BtfTypeTable kernel = builder.Build();
        byte[] bytes = CObject.CompileText("""
            #include "common.h"
            #include <bpf/bpf_core_read.h>
            struct sample { int first; int marker[2]; } __attribute__((preserve_access_index));
            SEC("socket") int program(struct sample *context) { return bpf_core_field_exists(context->marker[1]); }
            """);
        BtfTypeTable reduced = new(BtfMemory.Copy(ReducedBtf.Create(kernel.Bytes.ToArray(), "made", [Describe(bytes, "o")]).Contents.Span), "reduced");
        Assert.Equal(Relocated(bytes, kernel), Relocated(bytes, reduced));
    }

    [Theory]
    [InlineData("enum bpf_map_type { BPF_MAP_TYPE_RINGBUF = 1 }", "enum bpf_map_type", 1)]
    [InlineData("enum bpf_map_type { BPF_MAP_TYPE_NEVER = 1 }", "enum bpf_map_type", 0)]
    [InlineData("struct path { void *mnt; void *dentry; }", "struct path", 0)]
    [InlineData("struct dentry; struct vfsmount; struct path { struct dentry *dentry; struct vfsmount *mnt; }", "struct path", 1)]
    [InlineData("struct path { int mnt; int dentry; int more; }", "struct path", 0)]
    [InlineData("typedef int (*filldir_t)(void *, const char *, int)", "filldir_t", 0, "typedef ")]
    public void MatchesAreThoseOfTheWholeTypes(string declaration, string type, int matches, string prefix = "")
    {
        byte[] bytes = CObject.CompileText($$"""
            {{declaration}};
            __attribute__((section("socket"), used)) int program(void *context)
            {
                return __builtin_preserve_type_info(*({{type}} *)0, 2) + 2 * __builtin_preserve_type_info(*({{type}} *)0, 0);
            }
            """);
        BtfTypeTable reduced = KernelBtf.LoadFile(Write("reduced.btf", Reduce(bytes, "object").Contents));
        Assert.Equal(Relocated(bytes, KernelBtf.Vmlinux), Relocated(bytes, reduced));
        Assert.Contains($"TypeMatches {prefix}{type} = b7 0 {matches};", Relocated(bytes, reduced), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheKernelDoesNotHaveIsReported()
        => Assert.Equal(
            ["enum bpf_map_type___local::BPF_MAP_TYPE_NOT_THERE___local", "struct no_such_struct", "struct task_struct___other.no_such_member"],
            Reduce(CObject.Compile("core"), "core").Missing);

    [Fact]
    public void ObjectWithoutRelocationsNeedsNone()
    {
        BpfException error = Assert.Throws<BpfException>(() => Reduce(CObject.Compile("maps"), "maps"));
        Assert.Contains("Cannot reduce BTF for 'maps'. There are no CO-RE relocations", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnrelatedTypesAreRefused()
    {
        BtfBuilder builder = new();
        builder.AddInt("int", 4);
        byte[] other = builder.Build().Bytes.ToArray();
        BpfException error = Assert.Throws<BpfException>(() => ReducedBtf.Create(other, "other.btf", [Describe(CObject.Compile("core"), "core")]));
        Assert.Contains("'other.btf'. It has none of the types that core needs (enum bpf_map_type___local", error.Message, StringComparison.Ordinal);
        Assert.Throws<BpfObjectFormatException>(() => ReducedBtf.Create(new byte[100], "zeros", [Describe(CObject.Compile("core"), "core")]));
    }

    [Fact]
    public void TypesOfAnotherArchitectureAreRefusedAtLoad()
    {
        bool isArm = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64;
        BtfBuilder builder = new();
        uint number = builder.AddInt("long", 8);
        builder.Add(BtfKind.Struct, "pt_regs", 1, 8, builder.AddString(isArm ? "r15" : "user_regs"), number, 0);
        builder.Add(BtfKind.Struct, "task_struct", 1, 8, builder.AddString("tgid"), number, 0);
        byte[] bytes = CObject.CompileText(Reading("task_struct", "tgid"));
        ReducedBtf reduced = ReducedBtf.Create(builder.Build().Bytes.ToArray(), "other", [Describe(bytes, "o")]);
        BpfException error = Assert.Throws<BpfException>(() => Load("o", bytes, Write("other.btf", reduced.Contents)));
        Assert.Contains(isArm ? "They are those of an X64 kernel" : "They are those of an Arm64 kernel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TypesReducedForAnotherObjectAreExplained()
    {
        byte[] written = CObject.CompileText(Reading("task_struct", "tgid"));
        byte[] loaded = CObject.CompileText(Reading("task_struct", "pid"));
        string path = Write("reduced.btf", Reduce(written, "written").Contents);
        Load("written", written, path).Dispose();
        BpfException error = Assert.ThrowsAny<BpfException>(() => Load("loaded", loaded, path));
        Assert.Contains("The reduced BTF does not have struct task_struct.pid (byte offset)", error.Message, StringComparison.Ordinal);
        Assert.Contains("bpf btf min OBJECT --btf BTF-OF-THE-KERNEL -o OUT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FallbackIsNotUsedWhereTheKernelHasTypes()
    {
        byte[] bytes = CObject.Compile("core");
        using BpfObject target = BpfObject.Open(bytes, "core", new BpfObjectOptions { FallbackBtf = _ => throw new InvalidOperationException("It was called.") });
        target.Load();
        Assert.Equal(1u, target.Programs["questions"].TestRun(Packet.Minimal).ReturnValue);
    }

    private static string Reading(string type, string member) => $$"""
        #include "common.h"
        struct {{type}} { int {{member}}; } __attribute__((preserve_access_index));
        SEC("raw_tracepoint/sys_enter") int program(void *context)
        {
            struct {{type}} *source = (void *)bpf_get_current_task();
            int value = 0;
            bpf_probe_read_kernel(&value, sizeof(value), &source->{{member}});
            return value;
        }
        char _license[] SEC("license") = "GPL";
        """;

    private static ObjectDescription Describe(byte[] bytes, string name) => ObjectDescription.Read(bytes, name);

    private static ReducedBtf Reduce(byte[] bytes, string name) => ReducedBtf.Create(s_kernel.Value, Vmlinux, [Describe(bytes, name)]);

    private static BpfObject Load(string name, byte[] bytes, string? types)
    {
        BpfObject target = BpfObject.Open(bytes, name, new BpfObjectOptions { TargetBtfPath = types });
        try
        {
            target.Load();
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> ObjectsWithRelocations()
    {
        foreach (string path in Directory.GetFiles(CObject.SourceDirectory, "*.c", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            string source = File.ReadAllText(path);
            if (!source.Contains("preserve_", StringComparison.Ordinal) && !source.Contains("bpf_core", StringComparison.Ordinal))
            {
                continue;
            }

            byte[] bytes = CObject.CompileFile(path);
            if (ObjectDescription.Read(bytes, name).CoreRelocations.Any(relocation => relocation.Kind != CoreRelocationKind.TypeIdLocal))
            {
                yield return (name, bytes);
            }
        }
    }

    // The instructions after relocation. The ids of types differ between tables, so only whether there is one counts.
    private static string Relocated(byte[] bytes, BtfTypeTable types)
    {
        ObjectFile file = ObjectReader.Read(bytes, "object", new ObjectReadOptions());
        CoreRelocator relocator = new(file, () => types, () => []);
        foreach (FunctionCode function in file.Functions)
        {
            relocator.Relocate(function);
        }

        StringBuilder text = new();
        foreach (RelocationDescription relocation in ObjectDescription.Read(bytes, "object").CoreRelocations)
        {
            BpfInstruction instruction = Array.Find(file.Code, section => section?.Name == relocation.Section)!.Instructions[relocation.Instruction];
            bool isId = relocation.Kind == CoreRelocationKind.TypeIdTarget;
            text.Append($"{relocation.Kind} {relocation.Access} = {instruction.Opcode:x} {instruction.Offset} {(isId ? Math.Sign(instruction.Immediate) : instruction.Immediate)}; ");
        }

        return text.ToString();
    }

    private string Write(string name, ReadOnlyMemory<byte> contents)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, contents.Span);
        return path;
    }
}
