namespace Bpf.Compiler.Metadata;

/// <summary>Source locations of one method.</summary>
/// <param name="Points">Sequence points by IL offset; hidden ones are left out.</param>
internal sealed record MethodDebugInfo(IReadOnlyList<SourcePoint> Points)
{
    /// <summary>Returns the statement that contains the last point at or before an IL offset: parts of an expression have their own points.</summary>
    public SourceLocation? FindStatement(int offset)
    {
        int last = Points.Count - 1;
        while (last > 0 && Points[last].Offset > offset)
        {
            last--;
        }

        for (int i = last - 1; i >= 0; i--)
        {
            if (Points[i].Contains(Points[last]))
            {
                return Points[i].Location;
            }
        }

        return Find(offset);
    }

    /// <summary>Returns the location of the last point at or before an IL offset.</summary>
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
