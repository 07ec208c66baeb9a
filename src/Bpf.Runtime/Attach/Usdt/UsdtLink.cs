using Bpf.Runtime.Links;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>A link for USDT probes, together with what it holds in the object's maps.</summary>
internal sealed class UsdtLink(Link probes, UsdtSpecifications specifications, List<uint> numbers, List<ulong> addresses) : Link
{
    public override LinkKind Kind => probes.Kind;

    public override string Target => probes.Target;

    internal override IEnumerable<ProbedOffset> ProbedOffsets => probes.ProbedOffsets;

    public override string ToString() => probes.ToString();

    private protected override void Release()
    {
        probes.Detach();
        specifications.Unbind(addresses);
        specifications.Release(numbers);
    }
}
