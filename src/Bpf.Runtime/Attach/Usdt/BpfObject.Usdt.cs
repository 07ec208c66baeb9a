using Bpf.Runtime.Attach.Usdt;

namespace Bpf.Runtime;

// What the static tracing points of an object share.
public sealed partial class BpfObject
{
    internal UsdtSpecifications UsdtSpecifications => field ??= new UsdtSpecifications(this);
}
