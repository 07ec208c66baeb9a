using System.Reflection;
using Bpf.ReferenceKernels;

namespace Bpf.Compiler.Tests;

/// <summary>The table of kernel types.</summary>
public sealed class ReferenceKernelTests
{
    private static readonly KernelTypeTable s_table = KernelTypeTable.Reference;

    [Fact]
    public void ContainsTheDocumentedKernels()
    {
        Assert.Equal(["x86_64 5.10", "x86_64 6.1", "x86_64 6.12", "x86_64 7.3", "aarch64 6.12"], s_table.Kernels.Select(kernel => $"{kernel.Architecture} {kernel.Version}"));
        string root = typeof(ReferenceKernelTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(item => item.Key == "RepositoryRoot").Value!;
        string page = File.ReadAllText(Path.Combine(root, "docs", "kernel-types.md"));
        Assert.All(s_table.Kernels, kernel => Assert.Contains($"| {kernel.Version}, {kernel.Architecture} | {kernel.Package} |", page, StringComparison.Ordinal));
    }

    // Kernels: 1 is 5.10, 2 is 6.1, 4 is 6.12, 8 is 7.3, 16 is 6.12 on aarch64.
    [Theory]
    [InlineData("task_struct", "pid", "pid_t 31")]
    [InlineData("task_struct", "state", "volatile long int 1")]
    [InlineData("task_struct", "__state", "unsigned int 30")]
    [InlineData("task_struct", "comm", "char[16] 31")]
    [InlineData("task_struct", "real_parent", "struct task_struct * 31")]
    [InlineData("task_struct", "sched_reset_on_fork", "unsigned int:1 31")]
    [InlineData("task_struct", "usage", "refcount_t 31")]
    [InlineData("task_struct", "no_such", "")]
    [InlineData("sock", "__sk_common", "struct sock_common 31")]
    [InlineData("sock", "sk_protocol", "u16 31")]
    [InlineData("sock_common", "skc_daddr", "__be32 31")]
    [InlineData("sock_common", "skc_num", "__u16 31")]
    [InlineData("sock_common", "skc_reuse", "unsigned char:4 31")]
    [InlineData("file", "f_path", "struct path 31")]
    [InlineData("file", "f_op", "struct file_operations * 31")]
    [InlineData("file_operations", "read", "function * 31")]
    [InlineData("iphdr", "ihl", "__u8:4 31")]
    [InlineData("bpf_map", "map_type", "enum bpf_map_type 31")]
    [InlineData("pt_regs", "di", "long unsigned int 15")]
    [InlineData("pt_regs", "pstate", "u64 16")]
    public void ContainsFields(string structure, string field, string expected)
    {
        IEnumerable<KernelMember> found = s_table.FindAggregate(structure, isUnion: false)!.Find(field);
        string text = string.Join(", ", found.Select(member => $"{member.Type}{(member.Bits > 0 ? ":" + member.Bits : "")} {member.Kernels.Bits}"));
        Assert.Equal(expected.Replace("volatile ", "", StringComparison.Ordinal), text);
    }

    [Fact]
    public void ContainsUnionsEnumerationsAndTypedefs()
    {
        Assert.Equal(31U, s_table.FindAggregate("bpf_attr", isUnion: true)!.Kernels.Bits);
        Assert.Null(s_table.FindAggregate("bpf_attr", isUnion: false));
        Assert.Null(s_table.FindAggregate("no_such_struct", isUnion: false));
        Assert.True(s_table.IsTypedefOfUnnamed("atomic_t"));
        Assert.False(s_table.IsTypedefOfUnnamed("pid_t"));
        KernelEnumeration kinds = s_table.FindEnumeration("bpf_map_type")!;
        Assert.Equal((27L, 31U), kinds.Enumerators.Where(item => item.Name == "BPF_MAP_TYPE_RINGBUF").Select(item => (item.Value, item.Kernels.Bits)).Single());
        Assert.Equal((33L, 28U), kinds.Enumerators.Where(item => item.Name == "BPF_MAP_TYPE_ARENA").Select(item => (item.Value, item.Kernels.Bits)).Single());
        Assert.Contains(s_table.FindEnumeration("tcx_action_base")!.Enumerators, item => item is { Name: "TCX_NEXT", Value: -1 });
        Assert.Null(s_table.FindEnumeration("no_such_enum"));
    }

    [Fact]
    public void ReadsEveryMember()
    {
        int members = s_table.AggregateNames(false).Sum(name => s_table.FindAggregate(name, false)!.Members.Count)
            + s_table.AggregateNames(true).Sum(name => s_table.FindAggregate(name, true)!.Members.Count);
        Assert.InRange(members, 60_000, 200_000);
        Assert.InRange(s_table.EnumerationNames.Sum(name => s_table.FindEnumeration(name)!.Enumerators.Count), 10_000, 100_000);
    }

    [Theory]
    [InlineData("tgdi", "tgid")]
    [InlineData("exitcode", "exit_code")]
    [InlineData("nothing_like_it")]
    public void FindsNearNames(string name, params string[] expected)
        => Assert.Equal(expected, NearNames.Of(name, ["pid", "tid", "tgid", "exit_code", "comm"]));
}
