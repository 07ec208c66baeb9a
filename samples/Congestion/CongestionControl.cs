using Bpf;
using Bpf.Vmlinux;

namespace Samples.Congestion;

/// <summary>
/// A TCP congestion control: the window grows by one segment per round trip, after a start in which it doubles, and halves when segments are lost (additive
/// increase, multiplicative decrease).
/// </summary>
[BpfObject(License = "GPL")]
public static unsafe class CongestionControl
{
    static ulong s_connections;
    static ulong s_acknowledged;
    static ulong s_losses;
    static uint s_widest;

    [StructOps("tcp_congestion_ops", Name = "csharp_aimd")]
    public static class Aimd
    {
        static void Init(sock* socket) => Interlocked.Increment(ref s_connections);

        static void CongAvoid(sock* socket, uint ack, uint acked)
        {
            tcp_sock* tcp = (tcp_sock*)socket;
            Interlocked.Add(ref s_acknowledged, acked);
            uint window = tcp->snd_cwnd;
            if (window < tcp->snd_ssthresh)
            {
                window = Math.Min(window + acked, tcp->snd_ssthresh);
            }
            else
            {
                uint count = tcp->snd_cwnd_cnt + acked;
                if (count >= window)
                {
                    count -= window;
                    window++;
                }

                tcp->snd_cwnd_cnt = count;
            }

            window = Math.Min(window, tcp->snd_cwnd_clamp);
            tcp->snd_cwnd = window;
            s_widest = Math.Max(s_widest, window);
        }

        static uint Ssthresh(sock* socket)
        {
            Interlocked.Increment(ref s_losses);
            return Math.Max(((tcp_sock*)socket)->snd_cwnd / 2, 2);
        }

        static uint UndoCwnd(sock* socket) => Math.Max(((tcp_sock*)socket)->snd_cwnd, ((tcp_sock*)socket)->prior_cwnd);
    }
}
