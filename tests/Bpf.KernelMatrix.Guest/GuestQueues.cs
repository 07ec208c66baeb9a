using Bpf.Vmlinux;

namespace Bpf.KernelMatrix.Guest;

/// <summary>A queueing discipline that keeps packets in a list, in order of arrival.</summary>
[BpfObject(License = "GPL")]
public static unsafe class GuestQueues
{
    private const int Sent = 0; // NET_XMIT_SUCCESS, include/linux/netdevice.h
    private const int Dropped = 1; // NET_XMIT_DROP
    private const int MostPackets = 1000;

    /// <summary>A packet of the kernel, declared here because the host loads the types of fields.</summary>
    [KernelStruct("sk_buff")]
    public struct Packet
    {
        public uint len;
    }

    /// <summary>A packet that waits.</summary>
    public struct Waiting
    {
        public BpfListNode Links;
        public BpfKptr<Packet> Packet;
    }

    /// <summary>The packets that wait.</summary>
    public struct Line
    {
        public BpfSpinLock Lock;
        public BpfList<Waiting> Packets;
    }

    static Line s_line;
    static long s_enqueued;
    static long s_dequeued;
    static long s_dropped;
    static long s_discarded;
    static uint s_limit = MostPackets;

    [StructOps("Qdisc_ops", Name = "csharp_fifo")]
    public static class Fifo
    {
        static int Enqueue(sk_buff* packet, Qdisc* queue, sk_buff** toFree)
        {
            bpf_sk_buff_ptr* free = (bpf_sk_buff_ptr*)toFree;
            if (queue->q.qlen >= s_limit || !BpfOwned.TryNew(out BpfOwned<Waiting> waiting))
            {
                s_dropped++;
                KernelFunctions.bpf_qdisc_skb_drop(packet, free);
                return Dropped;
            }

            uint length = packet->len;
            sk_buff* nothing = (sk_buff*)waiting.Value.Packet.Exchange((Packet*)packet);
            if (nothing != null)
            {
                KernelFunctions.bpf_qdisc_skb_drop(nothing, free);
            }

            using (s_line.Lock.EnterScope())
            {
                s_line.Packets.PushBack(waiting);
            }

            queue->q.qlen++;
            queue->qstats.backlog += length;
            s_enqueued++;
            return Sent;
        }

        static sk_buff* Dequeue(Qdisc* queue)
        {
            sk_buff* packet = Take();
            if (packet == null)
            {
                return null;
            }

            queue->q.qlen--;
            queue->qstats.backlog -= packet->len;
            KernelFunctions.bpf_qdisc_bstats_update(queue, packet);
            s_dequeued++;
            return packet;
        }

        static int Init(Qdisc* queue, nlattr* options, netlink_ext_ack* answer) => 0;

        static void Reset(Qdisc* queue)
        {
            for (int i = 0; i < MostPackets; i++)
            {
                sk_buff* packet = Take();
                if (packet == null)
                {
                    break;
                }

                KernelFunctions.bpf_kfree_skb(packet);
                s_discarded++;
            }

            queue->q.qlen = 0;
            queue->qstats.backlog = 0;
        }

        static void Destroy(Qdisc* queue)
        {
        }
    }

    private static sk_buff* Take()
    {
        bool isThere;
        BpfOwned<Waiting> waiting;
        using (s_line.Lock.EnterScope())
        {
            isThere = s_line.Packets.TryPopFront(out waiting);
        }

        if (!isThere)
        {
            return null;
        }

        sk_buff* packet = (sk_buff*)waiting.Value.Packet.Exchange(null);
        waiting.Release();
        return packet;
    }
}
