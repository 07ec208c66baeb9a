namespace Bpf.Compiler.Metadata;

/// <summary>Source places of one method.</summary>
/// <param name="Points">Sequence points by IL offset; hidden ones are left out.</param>
internal sealed record MethodDebugInfo(IReadOnlyList<SourcePoint> Points)
{
    /// <summary>Offset of the last point at or before an IL offset.</summary>
    public SourceLocation? Find(int offset)
    {
        SourceLocation? found = Points.Count > 0 ? Points[0].Location : null;
        foreach (SourcePoint point in Points)
        {
            if (point.Offset > offset)
            {
                break;
            }

            found = point.Location;
        }

        return found;
    }
}
