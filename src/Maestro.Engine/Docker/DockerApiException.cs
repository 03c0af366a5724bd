using System.Net;

namespace Maestro.Engine.Docker;

/// <summary>The engine understood a request and refused it.</summary>
internal sealed class DockerApiException : Exception
{
    public DockerApiException(HttpStatusCode status, string message, string request)
        : base(message)
    {
        Status = status;
        Request = request;
    }

    public HttpStatusCode Status { get; }

    /// <summary>Method and path, for messages.</summary>
    public string Request { get; }
}
