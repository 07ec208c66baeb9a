namespace Bpf.Runtime.Attach.Devices;

/// <summary>A network device.</summary>
/// <param name="NetworkNamespace">Name of its network namespace, as <c>/proc/thread-self/ns/net</c> has it.</param>
/// <param name="InterfaceIndex">Its index there.</param>
internal readonly record struct DevicePlace(string NetworkNamespace, uint InterfaceIndex)
{
    /// <summary>A device of the calling thread's network namespace.</summary>
    public static DevicePlace Here(uint interfaceIndex) => new(new FileInfo("/proc/thread-self/ns/net").LinkTarget ?? "", interfaceIndex);
}
