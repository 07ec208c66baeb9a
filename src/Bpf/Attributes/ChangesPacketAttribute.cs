namespace Bpf;

/// <summary>A method, or all methods of a type, after which readers of a packet and references into it are invalid. BPF0427 reports their use.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Struct)]
internal sealed class ChangesPacketAttribute : Attribute;
