using Bpf.Runtime.Links;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>Registration of a struct_ops table.</summary>
internal sealed class StructOpsLink : Link
{
    private readonly BpfMap _map;
    private readonly BpfHandle? _link;

    /// <param name="map">The table.</param>
    /// <param name="link">BPF link, or <see langword="null"/> for a table that was registered by writing to the map.</param>
    public StructOpsLink(BpfMap map, BpfHandle? link)
    {
        _map = map;
        _link = link;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.Other;

    /// <inheritdoc/>
    public override string ToString() => $"struct_ops {_map.Name}";

    /// <inheritdoc/>
    public override string Target => _map.Name;

    private protected override bool IsAlive => _link is null || LinkInfo.IsAlive(_link);

    private protected override void Release()
    {
        if (_link is not null)
        {
            LinkClosing.Close(_link);
            return;
        }

        int key = 0;
        if (_map.IsCreated)
        {
            _map.Remove(MapValue.Bytes(in key));
        }
    }
}
