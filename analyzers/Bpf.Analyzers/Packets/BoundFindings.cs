using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Packets;

/// <summary>What the paths through a program say about its accesses to the packet.</summary>
internal sealed class BoundFindings
{
    private readonly Dictionary<(SyntaxNode Place, SyntaxNode Access), Finding> _found = [];

    /// <summary>A path compares with the end before an access.</summary>
    public void Accept(PacketAccess access) => FindingOf(access, PacketSize.Unknown).IsAccepted = true;

    /// <summary>A path compares with the end after an access, to where the compiler may move the access.</summary>
    public void AcceptLater(PacketAccess access) => FindingOf(access, PacketSize.Unknown).IsAcceptedLater = true;

    /// <summary>A path does not compare with the end.</summary>
    /// <param name="access">The access.</param>
    /// <param name="size">What is known about the packet there.</param>
    /// <param name="isCertain">Whether the program can take the path.</param>
    /// <param name="end">The result of the program, when nothing happens on the path between the access and the end.</param>
    public void Refuse(PacketAccess access, PacketSize size, bool isCertain, ProgramEnd? end)
    {
        Finding finding = FindingOf(access, size);
        if (!finding.IsRefused)
        {
            (finding.Access, finding.Size, finding.IsRefused) = (access, size, true);
        }

        finding.IsCertain |= isCertain && end is null;
        finding.IsCertainAtEnd |= isCertain && end is not null;
        if (end is not null)
        {
            finding.Ends.Add(end);
        }
    }

    /// <summary>Returns the accesses that are refused on a path that the program can take, or on all paths.</summary>
    public IEnumerable<(SyntaxNode Place, PacketAccess Access, PacketSize Size)> Certain(bool isComplete)
        => _found.Values.Where(finding => finding.IsCertain || (!finding.IsAcceptedLater && !finding.IsWithoutEffect
                && (finding.IsCertainAtEnd || (isComplete && finding is { IsRefused: true, IsAccepted: false }))))
            .GroupBy(static finding => finding.Access.Place).Select(static group => group.First())
            .Select(static finding => (finding.Access.Place, finding.Access, finding.Size));

    private Finding FindingOf(PacketAccess access, PacketSize size)
    {
        if (!_found.TryGetValue((access.Place, access.Syntax), out Finding? finding))
        {
            _found.Add((access.Place, access.Syntax), finding = new Finding(access, size));
        }

        return finding;
    }

    private sealed class Finding(PacketAccess access, PacketSize size)
    {
        public PacketAccess Access { get; set; } = access;

        public PacketSize Size { get; set; } = size;

        public bool IsAccepted { get; set; }

        public bool IsAcceptedLater { get; set; }

        public bool IsRefused { get; set; }

        public bool IsCertain { get; set; }

        public bool IsCertainAtEnd { get; set; }

        public HashSet<ProgramEnd> Ends { get; } = [];

        // The compiler leaves out what does not matter.
        public bool IsWithoutEffect => Ends.Count == 1 && Ends.Single().Result is BoundValue.Constant;
    }
}
