using System.Runtime.InteropServices;
using Bpf.Objects.Btf;

namespace Bpf.Objects.Relocations;

/// <summary>Recognizes the architecture of a kernel by the saved registers, which every kernel's types contain.</summary>
internal static class CoreArchitecture
{
    /// <summary>The type to look up: <c>struct pt_regs</c>.</summary>
    public static ReadOnlySpan<byte> TypeName => "pt_regs"u8;

    private static readonly HashSet<string> s_x64 = ["r15", "di", "si", "ax", "ip", "cs", "orig_ax", "ss"];
    private static readonly HashSet<string> s_arm64 = ["user_regs", "regs", "pc", "pstate", "orig_x0", "syscallno"];

    /// <summary>Returns the architecture, or <see langword="null"/> when the types do not show it.</summary>
    public static Architecture? Of(BtfTypeTable types)
    {
        foreach (string member in MembersOf(types, types.Find(TypeName, BtfKind.Struct), BtfLayout.MaximumDepth))
        {
            if (s_x64.Contains(member))
            {
                return Architecture.X64;
            }

            if (s_arm64.Contains(member))
            {
                return Architecture.Arm64;
            }
        }

        return null;
    }

    /// <summary>Selects what <see cref="Of"/> needs.</summary>
    public static void Keep(BtfTypeTable types, BtfReduction kept)
    {
        if (types.Find(TypeName, BtfKind.Struct) is not 0 and var id)
        {
            KeepFirst(types, types[id], kept);
        }
    }

    private static void KeepFirst(BtfTypeTable types, BtfType type, BtfReduction kept)
    {
        if (type.Count == 0)
        {
            return;
        }

        kept.KeepMember(type, 0);
        BtfMember first = type.Member(0);
        if (first.NameOffset == 0 && types.SkipModifiersAndTypedefs(first.TypeId) is { IsComposite: true } inner)
        {
            KeepFirst(types, inner, kept);
        }
    }

    private static IEnumerable<string> MembersOf(BtfTypeTable types, uint id, int depth)
    {
        BtfType type = types.SkipModifiersAndTypedefs(id);
        for (int i = 0; type.IsComposite && depth > 0 && i < type.Count; i++)
        {
            BtfMember member = type.Member(i);
            if (member.NameOffset != 0)
            {
                yield return types.Text(member.NameOffset);
                continue;
            }

            foreach (string inner in MembersOf(types, member.TypeId, depth - 1))
            {
                yield return inner;
            }
        }
    }
}
