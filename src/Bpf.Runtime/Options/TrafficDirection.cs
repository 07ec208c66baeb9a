namespace Bpf.Runtime;

/// <summary>Which packets a program sees.</summary>
public enum TrafficDirection
{
    /// <summary>Those that come in.</summary>
    Ingress,

    /// <summary>Those that go out.</summary>
    Egress,
}
