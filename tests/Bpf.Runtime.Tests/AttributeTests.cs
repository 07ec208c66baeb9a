using System.Text.RegularExpressions;
using Bpf.Attributes;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Syscalls;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>The generated structs of Syscalls compared with the BTF of the running kernel.</summary>
public partial class AttributeTests
{
    private static readonly string s_root = Libbpf.RepositoryRoot;

    private static IReadOnlyList<StructRow> Rows { get; } = StructRow.ReadAll(Path.Combine(s_root, "eng/attributes/structs.tsv"));

    public static TheoryData<string> Names => new(Rows.Select(row => row.Name));

    /// <summary>An older kernel lacks fields, a newer one has more; those that both have must be the same.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void FieldOffsetsMatchTheRunningKernel(string name)
    {
        KernelRequirement.Need(File.Exists("/sys/kernel/btf/vmlinux"), "the kernel publishes no BTF");
        Dictionary<string, string> written = FieldsOf(Written(name));
        Dictionary<string, string> running = FieldsOf(new AttributeWriter(KernelBtf.Vmlinux, Rows).Write(Rows.Single(row => row.Name == name)));
        string[] common = [.. written.Keys.Intersect(running.Keys)];
        Assert.NotEmpty(common);
        Assert.All(common, field => Assert.Equal(running[field], written[field]));
    }

    [Fact]
    public void NoFieldOfTheRunningKernelIsMissing()
    {
        KernelRequirement.Need(File.Exists("/sys/kernel/btf/vmlinux"), "the kernel publishes no BTF");
        KernelRequirement.Need(!KernelVersion.IsAtLeast(7, 4), "the kernel is newer than the one the structs were generated from, Linux 7.3");
        AttributeWriter writer = new(KernelBtf.Vmlinux, Rows);
        Assert.All(Rows, row => Assert.Empty(FieldsOf(writer.Write(row)).Keys.Except(FieldsOf(Written(row.Name)).Keys)));
        Assert.Equal(Rows.Count, Directory.GetFiles(Path.Combine(s_root, "src/Bpf.Runtime/Syscalls"), "*.g.cs").Length);
    }

    [Theory]
    [InlineData("map_flags", "map_", "Flags")]
    [InlineData("btf", "btf_", "Btf")]
    [InlineData("nr_map_ids", "prog_", "MapIdCount")]
    [InlineData("perf_event.bpf_cookie", "", "PerfEventCookie")]
    [InlineData("ref_ctr_offsets", "", "ReferenceCounterOffsets")]
    [InlineData("bpffs_fd", "", "BpffsFd")]
    public void FieldsHaveDotNetNames(string field, string prefix, string name) => Assert.Equal(name, FieldName.Of(field, prefix));

    [Fact]
    public void UnknownMembersAreNamed()
    {
        AttributeWriter writer = new(KernelBtf.Vmlinux, Rows);
        Assert.Contains(
            "bpf_attr has no member nonsense",
            Assert.Throws<InvalidOperationException>(() => writer.Write(new StructRow("X", "bpf_attr", "nonsense", "", ""))).Message);
    }

    private static string Written(string name) => File.ReadAllText(Path.Combine(s_root, "src/Bpf.Runtime/Syscalls", name + ".g.cs"));

    private static Dictionary<string, string> FieldsOf(string source)
        => Field().Matches(source).ToDictionary(match => match.Groups["kernel"].Value, match => match.Groups["declaration"].Value);

    [GeneratedRegex(@"^    (?<declaration>\[FieldOffset\(\d+\)\] public [^;]+;) // (?<kernel>[^:\n]+)", RegexOptions.Multiline)]
    private static partial Regex Field();
}
