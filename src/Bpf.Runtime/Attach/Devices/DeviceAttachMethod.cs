namespace Bpf.Runtime;

/// <summary>How a program is attached to a network device.</summary>
public enum DeviceAttachMethod
{
    /// <summary>Through a link; by netlink on kernels without such links (traffic control: before 6.6, XDP: before 5.9).</summary>
    Automatic,

    /// <summary>Through a link: the kernel detaches the program when the link is closed, also because the process ends.</summary>
    Link,

    /// <summary>
    /// By netlink: traffic control programs as filters of a <c>clsact</c> qdisc (kernel 4.5), XDP programs as the program of the device (4.8). The program is
    /// detached when the <see cref="Bpf.Runtime.Link"/> is, but stays attached if the process ends without that, until the device is removed or somebody
    /// detaches it (<c>tc filter del</c>, <c>ip link set DEVICE xdp off</c>).
    /// </summary>
    Netlink,
}
