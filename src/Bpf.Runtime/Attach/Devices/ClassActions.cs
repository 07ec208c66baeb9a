using System.Text;
using Bpf.Runtime.Netlink;

namespace Bpf.Runtime.Attach.Devices;

/// <summary>
/// The clsact qdiscs of devices, which have the filters of both directions. One that this process makes is removed with the last filter of this process,
/// unless others have filters there too.
/// </summary>
internal static class ClassActions
{
    /// <summary>TCA_KIND, linux/rtnetlink.h: the kind of a qdisc or filter.</summary>
    public const ushort KindAttribute = 1;

    /// <summary>The parent of filters for packets that arrive: TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS), linux/pkt_sched.h.</summary>
    public const uint Ingress = 0xFFFFFFF2;

    /// <summary>The parent of filters for packets that leave: TC_H_MIN_EGRESS.</summary>
    public const uint Egress = 0xFFFFFFF3;

    private const ushort NewQdisc = 36; // RTM_NEWQDISC, linux/rtnetlink.h
    private const ushort DeleteQdisc = 37; // RTM_DELQDISC
    private const ushort GetQdisc = 38; // RTM_GETQDISC
    private const ushort GetFilter = 46; // RTM_GETTFILTER
    private const uint Parent = 0xFFFFFFF1; // TC_H_CLSACT, and TC_H_INGRESS of the older ingress qdisc
    private const uint Handle = 0xFFFF0000;
    private const int PriorityShift = 16; // in tcmsg.tcm_info
    private const uint FirstFreePriority = 0xC000; // The one that the kernel chooses for the first filter without a priority.
    private const string Kind = "clsact";

    private static readonly Dictionary<DevicePlace, Use> s_uses = [];

    /// <summary>To be held while a filter is added or removed, so that no other thread removes the qdisc at that time.</summary>
    public static Lock Lock { get; } = new();

    /// <summary>Makes the qdisc unless it is there. If there is no error, <see cref="Release"/> is due later.</summary>
    /// <param name="socket">A socket in the namespace of the device.</param>
    /// <param name="device">The device.</param>
    /// <param name="direction"><see cref="Ingress"/> or <see cref="Egress"/>.</param>
    public static NetlinkAnswer Acquire(NetlinkSocket socket, DevicePlace device, uint direction)
    {
        NetlinkAnswer answer = socket.Send(
            NetlinkMessage.Of(NewQdisc, NetlinkFlags.Create | NetlinkFlags.Exclusive, Qdisc(device)).Add(KindAttribute, Kind));
        bool isMade = answer.Error == Errno.None;

        // An ingress qdisc takes filters for both directions, and runs all of them for packets that arrive.
        if (isMade || (answer.Error == Errno.EEXIST && (direction == Ingress || IsThere(socket, device))))
        {
            Use use = s_uses.GetValueOrDefault(device);
            s_uses[device] = new Use(use.Filters + 1, use.IsMade || isMade);
            return answer with { Error = Errno.None };
        }

        return answer;
    }

    /// <summary>Removes the qdisc if this process has made it and nothing uses it.</summary>
    /// <param name="socket">A socket in the namespace of the device.</param>
    /// <param name="device">The device.</param>
    /// <param name="isSame">Whether it is the qdisc that <see cref="Acquire"/> has seen; otherwise somebody has replaced it.</param>
    public static void Release(NetlinkSocket socket, DevicePlace device, bool isSame)
    {
        Use use = s_uses[device];
        use = new Use(use.Filters - 1, use.IsMade && isSame);
        s_uses[device] = use;
        if (use.Filters > 0)
        {
            return;
        }

        s_uses.Remove(device);
        if (use.IsMade && !HasFilters(socket, device, Ingress) && !HasFilters(socket, device, Egress))
        {
            _ = socket.Send(NetlinkMessage.Of(DeleteQdisc, default, Qdisc(device)).Add(KindAttribute, Kind));
        }
    }

    /// <summary>Returns a priority after those of all filters of a direction, if there is one.</summary>
    public static ushort FreePriority(NetlinkSocket socket, DevicePlace device, uint direction)
    {
        uint last = ListFilters(socket, device, direction).Objects
            .Select(static filter => filter.Body<TrafficControlMessage>().Info >> PriorityShift).DefaultIfEmpty().Max();
        return (ushort)Math.Clamp(last + 1, FirstFreePriority, ushort.MaxValue);
    }

    private static bool IsThere(NetlinkSocket socket, DevicePlace device)
        => socket.Send(NetlinkMessage.Of(GetQdisc, NetlinkFlags.Echo, Qdisc(device) with { Handle = 0 })).Objects is [{ } qdisc, ..]
            && Encoding.UTF8.GetString(qdisc.Find<TrafficControlMessage>(KindAttribute).TrimEnd((byte)0)) == Kind;

    // What cannot be read may have filters.
    private static bool HasFilters(NetlinkSocket socket, DevicePlace device, uint direction)
        => ListFilters(socket, device, direction) is not { Error: Errno.None, Objects.Count: 0 };

    private static NetlinkAnswer ListFilters(NetlinkSocket socket, DevicePlace device, uint direction)
        => socket.Send(NetlinkMessage.Of(
            GetFilter, NetlinkFlags.Dump, new TrafficControlMessage { InterfaceIndex = device.InterfaceIndex, Parent = direction }));

    private static TrafficControlMessage Qdisc(DevicePlace device) => new() { InterfaceIndex = device.InterfaceIndex, Handle = Handle, Parent = Parent };

    /// <summary>What this process has at a device.</summary>
    /// <param name="Filters">Number of its filters.</param>
    /// <param name="IsMade">Whether it has made the qdisc.</param>
    private readonly record struct Use(int Filters, bool IsMade);
}
