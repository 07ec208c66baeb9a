using System.Reflection;
using System.Reflection.Metadata;
using Bpf.Compiler.Il;
using Bpf.Runtime;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>The helpers after which pointers into the packet are invalid: the table, the verifier and the vocabulary agree.</summary>
public sealed class PacketChangeTests
{
    private const string Xdp = "[Xdp] public static XdpAction Run(XdpContext context)";
    private const string TrafficControl = "[TrafficControl] public static TrafficControlAction Run(TrafficControlContext context)";
    private const string SkSkb = "[SkSkb(SkSkbHook.StreamVerdict)] public static SkAction Run(SkSkbContext context)";
    private const string SkMsg = "[SkMsg] public static SkAction Run(SkMsgContext context)";

    // Lightweight tunnels and headers that SockOps programs write: no direct access in C# after these calls.
    private static readonly string[] s_notTried =
        ["bpf_lwt_push_encap", "bpf_lwt_seg6_store_bytes", "bpf_lwt_seg6_adjust_srh", "bpf_lwt_seg6_action", "bpf_store_hdr_opt"];

    public static TheoryData<string, string, string> Calls => new()
    {
        { Xdp, "bpf_xdp_adjust_head", "BpfHelpers.XdpAdjustHead(context.Pointer, -8)" },
        { Xdp, "bpf_xdp_adjust_tail", "BpfHelpers.XdpAdjustTail(context.Pointer, -8)" },
        { Xdp, "bpf_xdp_adjust_meta", "BpfHelpers.XdpAdjustMeta(context.Pointer, -8)" },
        { Xdp, "bpf_xdp_load_bytes", "BpfHelpers.XdpLoadBytes(context.Pointer, 1, &value, 4)" },
        { Xdp, "bpf_xdp_store_bytes", "BpfHelpers.XdpStoreBytes(context.Pointer, 1, &value, 4)" },
        { Xdp, "bpf_xdp_get_buff_len", "(long)BpfHelpers.XdpGetBuffLen(context.Pointer)" },
        { Xdp, "bpf_redirect", "BpfHelpers.Redirect(1, 0)" },
        { TrafficControl, "bpf_skb_store_bytes", "BpfHelpers.SkbStoreBytes(context.Pointer, 1, &value, 4, 0)" },
        { TrafficControl, "bpf_skb_load_bytes", "BpfHelpers.SkbLoadBytes(context.Pointer, 1, &value, 4)" },
        { TrafficControl, "bpf_l3_csum_replace", "BpfHelpers.L3CsumReplace(context.Pointer, 24, 1, 2, 2)" },
        { TrafficControl, "bpf_l4_csum_replace", "BpfHelpers.L4CsumReplace(context.Pointer, 50, 1, 2, 2)" },
        { TrafficControl, "bpf_csum_diff", "BpfHelpers.CsumDiff(&value, 4, &value, 4, 0)" },
        { TrafficControl, "bpf_csum_update", "BpfHelpers.CsumUpdate(context.Pointer, 1)" },
        { TrafficControl, "bpf_clone_redirect", "BpfHelpers.CloneRedirect(context.Pointer, 1, 0)" },
        { TrafficControl, "bpf_redirect", "BpfHelpers.Redirect(1, 0)" },
        { TrafficControl, "bpf_skb_vlan_push", "BpfHelpers.SkbVlanPush(context.Pointer, 0x81, 1)" },
        { TrafficControl, "bpf_skb_vlan_pop", "BpfHelpers.SkbVlanPop(context.Pointer)" },
        { TrafficControl, "bpf_skb_change_proto", "BpfHelpers.SkbChangeProto(context.Pointer, 0xDD86, 0)" },
        { TrafficControl, "bpf_skb_change_type", "BpfHelpers.SkbChangeType(context.Pointer, 0)" },
        { TrafficControl, "bpf_skb_change_head", "BpfHelpers.SkbChangeHead(context.Pointer, 14, 0)" },
        { TrafficControl, "bpf_skb_change_tail", "BpfHelpers.SkbChangeTail(context.Pointer, 100, 0)" },
        { TrafficControl, "bpf_skb_adjust_room", "BpfHelpers.SkbAdjustRoom(context.Pointer, 8, 0, 0)" },
        { TrafficControl, "bpf_skb_pull_data", "BpfHelpers.SkbPullData(context.Pointer, 100)" },
        { TrafficControl, "bpf_get_hash_recalc", "BpfHelpers.GetHashRecalc(context.Pointer)" },
        { TrafficControl, "bpf_skb_ecn_set_ce", "BpfHelpers.SkbEcnSetCe(context.Pointer)" },
        { SkSkb, "bpf_skb_pull_data", "BpfHelpers.SkbPullData(context.Pointer, 100)" },
        { SkSkb, "bpf_skb_change_tail", "BpfHelpers.SkbChangeTail(context.Pointer, 100, 0)" },
        { SkSkb, "bpf_skb_change_head", "BpfHelpers.SkbChangeHead(context.Pointer, 14, 0)" },
        { SkSkb, "bpf_skb_adjust_room", "BpfHelpers.SkbAdjustRoom(context.Pointer, 8, 0, 0)" },
        { SkSkb, "bpf_skb_store_bytes", "BpfHelpers.SkbStoreBytes(context.Pointer, 1, &value, 4, 0)" },
        { SkSkb, "bpf_skb_load_bytes", "BpfHelpers.SkbLoadBytes(context.Pointer, 1, &value, 4)" },
        { SkMsg, "bpf_msg_pull_data", "BpfHelpers.MsgPullData(context.Pointer, 0, 8, 0)" },
        { SkMsg, "bpf_msg_push_data", "BpfHelpers.MsgPushData(context.Pointer, 0, 8, 0)" },
        { SkMsg, "bpf_msg_pop_data", "BpfHelpers.MsgPopData(context.Pointer, 0, 8, 0)" },
        { SkMsg, "bpf_msg_cork_bytes", "BpfHelpers.MsgCorkBytes(context.Pointer, 8)" },
        { SkMsg, "bpf_msg_apply_bytes", "BpfHelpers.MsgApplyBytes(context.Pointer, 8)" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void VerifierForgetsPointersWhereTheTableSaysSo(string program, string helper, string call)
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(5, 18), "helpers for packets with fragments");
        Assert.Null(Refusal($"uint value = 1; s_result = {call}; byte* data = context.Data; if (data + 1 > context.DataEnd) return default; {Read}"));
        string? stale = Refusal($"uint value = 1; byte* data = context.Data; if (data + 1 > context.DataEnd) return default; s_result = {call}; {Read}");
        Assert.Equal((helper, ChangesPacket(helper)), (helper, stale is not null));

        string? Refusal(string body)
        {
            using BpfObject bpf = BpfObject.Open(KernelRun.Object(
                $"static long s_result;\n{program} {{ {body} }}").Bytes, "Sample");
            try
            {
                bpf.Load();
                return null;
            }
            catch (VerifierException exception)
            {
                return exception.Message;
            }
        }
    }

    [Fact]
    public void EveryHelperOfTheTableIsTried()
    {
        IEnumerable<string> all = Enumerable.Range(1, 300).Select(HelperTable.Find).Where(static helper => helper is { ChangesPacket: true }).Select(static helper => helper!.Name);
        Assert.Equal([], all.Except(Calls.Select(static row => row.Data.Item2)).Except(s_notTried));
    }

    [Fact]
    public void MethodsOfTheVocabularyThatChangePacketsSaySo()
    {
        MethodBase[] methods = [.. typeof(IBpfContext).Assembly.GetTypes().SelectMany(static type => type.GetMembers(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)).OfType<MethodBase>()];
        HashSet<MethodBase> changing = [.. methods.Where(static method => method.GetCustomAttribute<BpfHelperAttribute>() is { } attribute
            && HelperTable.Find(attribute.Id) is { ChangesPacket: true })];
        HashSet<MethodBase> helpers = [.. changing];
        while (methods.Where(method => !changing.Contains(method) && CalleesOf(method).Any(changing.Contains)).ToArray() is { Length: > 0 } more)
        {
            changing.UnionWith(more);
        }

        Assert.Equal(
            methods.Where(method => changing.Contains(method) && !helpers.Contains(method) && method.IsPublic).Select(NameOf).Order(),
            methods.Where(static method => method.IsPublic && IsMarked(method)).Select(NameOf).Order());
    }

    private const string Read = "s_result += *data; return default;";

    private static bool ChangesPacket(string helper)
        => Enumerable.Range(1, 300).Select(HelperTable.Find).Single(row => row?.Name == helper)!.ChangesPacket;

    private static bool IsMarked(MethodBase method)
        => HasMark(method) || (method.DeclaringType is { } type && HasMark(type) && !method.IsConstructor);

    private static bool HasMark(MemberInfo member) => member.CustomAttributes.Any(static attribute => attribute.AttributeType.FullName == "Bpf.ChangesPacketAttribute");

    private static string NameOf(MethodBase method) => $"{method.DeclaringType}.{method}";

    private static unsafe List<MethodBase> CalleesOf(MethodBase method)
    {
        List<MethodBase> callees = [];
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        fixed (byte* start = code)
        {
            foreach (ILInstruction instruction in code.Length == 0 ? [] : ILDecoder.Decode(new BlobReader(start, code.Length)))
            {
                if (instruction.OpCode is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)
                {
                    MethodBase callee = method.Module.ResolveMethod((int)instruction.Operand, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)!;
                    callees.Add(callee is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : callee);
                }
            }
        }

        return callees;
    }
}
