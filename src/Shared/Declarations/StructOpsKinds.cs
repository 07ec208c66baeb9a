using System.Collections.Concurrent;
using System.Linq;

namespace Bpf.Shared;

/// <summary>The kinds of programs that members of struct_ops are: one for each struct, which has the prototypes of its members.</summary>
internal static class StructOpsKinds
{
    /// <summary>The row of the table of kinds for all members.</summary>
    public static readonly ProgramKind Member = ProgramKinds.All.First(static kind => kind.Family == ProgramFamily.StructOps);

    // The functions that stand for the members in the kernel are named after the struct, apart from these (net/ipv4/bpf_tcp_ca.c).
    private const string CongestionControl = "tcp_congestion_ops";
    private static readonly KernelPrototype s_congestionControl = new("bpf_tcp_ca_", 0)
    {
        Others = new Dictionary<string, string> { ["init"] = "__bpf_tcp_ca_init", ["release"] = "__bpf_tcp_ca_release" },
    };

    // Members that name the table.
    private static readonly string[] s_names = ["name", "id"];

    private static readonly ConcurrentDictionary<string, ProgramKind> s_kinds = new();

    /// <summary>Returns the kind of the members of a struct, always the same instance.</summary>
    /// <param name="structure">The kernel's name of the struct.</param>
    public static ProgramKind Of(string structure) => s_kinds.GetOrAdd(structure, Create);

    private static ProgramKind Create(string structure)
        => new(Member.Attribute, Member.Section, Member.ProgramType, Member.Context, Member.Arguments, Member.Verdict, Member.Family)
        {
            Prototype = structure == CongestionControl ? s_congestionControl : new KernelPrototype($"{structure}__", 0),
        };

    /// <summary>Returns the kernel's name of the member that a method or field declares.</summary>
    /// <param name="attribute">The name in its attribute; null for none.</param>
    /// <param name="name">The name in C#.</param>
    public static string MemberOf(string? attribute, string name) => attribute ?? KernelNames.OfField(name);

    /// <summary>Returns true for a member that names the table.</summary>
    public static bool IsName(string member) => System.Array.IndexOf(s_names, member) >= 0;

    /// <summary>Returns the name in the object of the program that a method becomes.</summary>
    /// <param name="table">Name of its class.</param>
    /// <param name="method">Name of the method.</param>
    public static string ProgramOf(string table, string method) => $"{table}_{method}";
}
