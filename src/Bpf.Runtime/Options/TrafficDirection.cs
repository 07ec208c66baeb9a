namespace Bpf.Runtime;

/// <summary>Direction of the packets a program sees.</summary>
public enum TrafficDirection
{
    /// <summary>Incoming packets.</summary>
    Ingress,

    /// <summary>Outgoing packets.</summary>
    Egress,
}
