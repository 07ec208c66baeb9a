using System.Linq;

namespace Bpf.Shared;

/// <summary>
/// The members of contexts that not all hooks of their kind allow: what <c>is_valid_access</c> of the program type (net/core/filter.c, kernel/bpf/cgroup.c)
/// permits for an attach type, without what has no meaning there.
/// </summary>
internal static class ContextMembers
{
    private const string OfSocket = "Bpf.CgroupSocketContext";
    private const string OfAddress = "Bpf.CgroupSocketAddressContext";
    private const string OfOption = "Bpf.CgroupSocketOptionContext";
    private static readonly string[] s_life = ["Create", "Release"];
    private static readonly string[] s_ipv4 = ["Bind4", "Connect4", "SendMessage4", "ReceiveMessage4", "GetPeerName4", "GetSocketName4"];
    private static readonly string[] s_ipv6 = ["Bind6", "Connect6", "SendMessage6", "ReceiveMessage6", "GetPeerName6", "GetSocketName6"];
    private static readonly string[] s_unix = ["ConnectUnix", "SendMessageUnix", "ReceiveMessageUnix", "GetPeerNameUnix", "GetSocketNameUnix"];

    private static readonly ContextMember[] s_rows =
    [
        new(OfSocket, "BoundInterface", s_life),
        new(OfSocket, "Mark", s_life),
        new(OfSocket, "Priority", s_life),
        new(OfSocket, "LocalAddress4", ["PostBind4"]),
        new(OfSocket, "LocalAddress6", ["PostBind6"]),
        new(OfSocket, "LocalPort", ["PostBind4", "PostBind6"]),
        new(OfAddress, "Address4", s_ipv4),
        new(OfAddress, "Address6", s_ipv6),
        new(OfAddress, "Port", [.. s_ipv4, .. s_ipv6]),
        new(OfAddress, "PortOnWire", [.. s_ipv4, .. s_ipv6]),
        new(OfAddress, "SourceAddress4", ["SendMessage4"]),
        new(OfAddress, "SourceAddress6", ["SendMessage6"]),
        new(OfAddress, "BindLocal4", ["Connect4"]),
        new(OfAddress, "BindLocal6", ["Connect6"]),
        new(OfAddress, "ReadUnixPath", s_unix),
        new(OfAddress, "SetUnixPath", s_unix),
        new(OfOption, "ReturnValue", ["Get"]),
        new(OfOption, "Level", null, ["Set"]),
        new(OfOption, "Name", null, ["Set"]),
    ];

    private static readonly Dictionary<(string, string), ContextMember> s_index = s_rows.ToDictionary(static row => (row.Context, row.Name));

    /// <summary>Returns what is wrong with an access to a member; null for nothing.</summary>
    /// <param name="kind">The kind of program, at its hook.</param>
    /// <param name="context">Full name of the context type.</param>
    /// <param name="member">Name of the property or method.</param>
    /// <param name="use">How it is used.</param>
    public static DeclarationFault? FaultOf(ProgramKind kind, string context, string member, MemberUse use)
    {
        if (kind.Hook is not { } hook || kind.Context != context || !s_index.TryGetValue((context, member), out ContextMember? row))
        {
            return null;
        }

        string[]? hooks = use == MemberUse.Write ? row.Writable ?? row.Hooks : row.Hooks;
        string verb = use switch
        {
            MemberUse.Read => "read",
            MemberUse.Write => "written",
            _ => "called",
        };
        return hooks is null || hooks.Contains(hook.Name) ? null
            : new DeclarationFault(BpfDiagnostics.ContextMemberOfOtherHook, member, verb, hook.Name, string.Join(", ", hooks));
    }
}
